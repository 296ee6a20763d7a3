// A sheet creased twice, standing half open; a bone folder beside it.
#include "shop.inc"
Bounce()
Room(<0.05, 0.05, 0.05>, <0.22, 0.22, 0.23>)
Softbox(<-30, 20, -2>, <0, 2, 0>, 14, 12, 1.65, <1, 0.97, 0.925>)
Softbox(<28, 16, -26>, <0, 0, 0>, 14, 14, 0.22, <0.86, 0.93, 1>)
object {
  #include "folded-sheet.inc"
  texture {
    pigment { granite scale 2 color_map { [0 rgb <0.70, 0.69, 0.66>] [1 rgb <0.745, 0.735, 0.71>] } }
    normal { granite 0.01 scale 0.4 }
    finish { ambient 0 diffuse 0.9 }
  }
  rotate y * 36 translate <-1.5, 0.02, 1>
}
// The folder: a flat blade of bone, round at one end and pointed at the other.
#declare f_bone = function(x, y, z) {
  pow(abs(y) / (0.24 - 0.05 * x / 7), 2.4)
  + pow(abs(z) / (0.98 * (0.62 + 0.38 * sqrt(max(0.0001, 1 - pow((x + 7.2) / 14.4, 2))))), 2.6)
  + pow(abs(x) / 7, 14) - 1
}
isosurface {
  function { f_bone(x, y, z) }
  contained_by { box { <-7.1, -0.35, -1.1>, <7.1, 0.35, 1.1> } }
  accuracy 0.002 max_gradient 22
  texture {
    pigment { granite scale <3, 0.2, 0.25> color_map { [0 rgb <0.56, 0.48, 0.33>] [0.5 rgb <0.66, 0.59, 0.445>] [1 rgb <0.72, 0.66, 0.53>] } }
    finish { ambient 0 diffuse 0.8 specular 0.5 roughness 0.02 reflection { 0.01, 0.12 } }
  }
  rotate y * -20 translate <13.4, 0.26, -10.5>
}
object {
  Soft(<-90, -3, -40>, <90, 0, 60>, 0.3)
  Wood(Oak_D * 0.6, Oak_M * 0.55, Oak_L * 0.5, 0.2)
}
plane { -z, -70 pigment { rgb <0.17, 0.17, 0.168> } finish { ambient 0 diffuse 0.7 } }
camera { perspective location <9, 22, -38> look_at <1.9, 1.2, -1.4> right x * 1.5 up y angle 45 }
