// Two bundles of newspapers, tied crosswise.
#include "shop.inc"
Bounce()
Room(<0.05, 0.05, 0.05>, <0.19, 0.19, 0.2>)
Softbox(<-44, 38, -22>, <0, 8, 0>, 20, 18, 1.7, <1, 0.97, 0.92>)
Softbox(<42, 26, -34>, <0, 6, 0>, 16, 16, 0.25, <0.86, 0.92, 1>)
#declare Stock = texture {
  pigment { granite scale 1.5 color_map { [0 rgb <0.57, 0.545, 0.485>] [1 rgb <0.645, 0.62, 0.56>] } }
  finish { ambient 0 diffuse 0.9 }
}
// The cut sides show every leaf as a line.
#declare Cut = texture {
  pigment { gradient y warp { turbulence <0.5, 0.03, 0.5> octaves 3 } scale 0.10
    color_map { [0 rgb <0.38, 0.36, 0.315>] [0.4 rgb <0.58, 0.555, 0.50>] [0.8 rgb <0.60, 0.575, 0.52>] [1 rgb <0.37, 0.35, 0.305>] } }
  finish { ambient 0 diffuse 0.9 }
}
#declare String = texture {
  pigment { gradient x turbulence 0.2 scale 0.22 color_map { [0 rgb <0.30, 0.22, 0.13>] [0.5 rgb <0.46, 0.36, 0.23>] [1 rgb <0.30, 0.22, 0.13>] } rotate <20, 35, 40> }
  normal { gradient x 0.8 scale 0.22 rotate <20, 35, 40> }
  finish { ambient 0 diffuse 0.85 }
}
#include "bundle-papers.inc"
plane { y, 0
  texture {
    pigment { average pigment_map {
      [2 bozo scale 14 warp { turbulence 0.5 } color_map { [0 rgb 0.14] [1 rgb 0.20] }]
      [1 granite scale 1.2 color_map { [0 rgb 0.12] [1 rgb 0.20] }] } }
    finish { ambient 0 diffuse 0.85 specular 0.05 roughness 0.1 } } }
plane { -z, -46
  pigment { bozo scale <30, 14, 1> warp { turbulence 0.6 } color_map { [0 rgb <0.24, 0.24, 0.235>] [1 rgb <0.31, 0.31, 0.30>] } }
  finish { ambient 0 diffuse 0.8 } }
camera { perspective location <10, 33, -62> look_at <0.4, 9.2, -1> right x * 1.5 up y angle 41 }
