// Four sorts, upright and tall, and one on its side before them.
#include "shop.inc"
Bounce()
Room(<0.03, 0.03, 0.032>, <0.16, 0.16, 0.17>)
Softbox(<-11, 11, -3>, <0, 1.2, 0>, 6, 6, 1.7, <1, 0.97, 0.92>)
Card(<8, 6, -6>, <0, 1, 0>, 3, 8, <0.85, 0.93, 1.05> * 1.1)
Card(<0, 13, 12>, <0, 2, 0>, 14, 7, <1, 1, 1> * 1.3)
Softbox(<11, 6, -9>, <0, 1, 0>, 5, 5, 0.16, <0.85, 0.92, 1>)
#include "metal-sorts.inc"
plane { y, 0
  texture {
    pigment { granite scale 1.2 color_map { [0 rgb 0.115] [0.6 rgb 0.13] [1 rgb 0.15] } }
    finish { ambient 0 diffuse 0.8 specular 0.1 roughness 0.06 reflection { 0.0, 0.05 } }
  }
}
plane { -z, -16 pigment { rgb <0.20, 0.20, 0.205> } finish { ambient 0 diffuse 0.8 } }
camera {
  perspective location <0.9, 6.3, -9.6> look_at <0.12, 0.98, -0.1> right x * 2 / 3 up y angle 20.5
}
