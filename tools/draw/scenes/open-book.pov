// An open book under a raking light.
#include "shop.inc"
Plain()
Room(<0.045, 0.043, 0.04>, <0.17, 0.17, 0.175>)
Softbox(<-28, 11, 7>, <0, 1, 0>, 9, 8, 1.75, <1, 0.96, 0.895>)
Softbox(<22, 24, -22>, <0, 0, 0>, 14, 14, 0.42, <0.86, 0.93, 1>)
#macro Leaf(File, Print)
  object {
    #include File
    texture { uv_mapping pigment { image_map { png Print interpolate 2 once } }
      normal { granite 0.02 scale 0.05 } finish { ambient 0 diffuse 0.9 } }
  }
#end
#declare Edges = texture {
  pigment { gradient y warp { turbulence <0.6, 0.02, 0.6> octaves 3 } scale 0.055
    color_map { [0 rgb <0.36, 0.33, 0.275>] [0.35 rgb <0.68, 0.645, 0.565>] [0.8 rgb <0.70, 0.665, 0.59>] [1 rgb <0.34, 0.31, 0.26>] } }
  finish { ambient 0 diffuse 0.85 }
}
union {
  Leaf("book-left.inc", "book-page-left.png")
  Leaf("book-right.inc", "book-page-right.png")
  // One leaf stands up a little, about to be turned.
  Leaf("book-rise.inc", "book-page-rise.png")
  #include "book-blocks.inc"
  // Boards, covered in cloth.
  union {
    object { Soft(<-13.5, 0, -10.2>, <-0.5, 0.28, 10.2>, 0.1) rotate z * -1.0 }
    object { Soft(<0.5, 0, -10.2>, <13.5, 0.28, 10.2>, 0.1) rotate z * 1.0 }
    texture {
      pigment { granite scale 0.4 color_map { [0 rgb <0.13, 0.022, 0.018>] [1 rgb <0.19, 0.035, 0.028>] } }
      normal { quilted 0.4 scale 0.06 } finish { ambient 0 diffuse 0.8 }
    }
  }
  rotate y * 17
}
object {
  Soft(<-90, -3, -40>, <90, -0.05, 60>, 0.3)
  Wood(Walnut_D * 1.2, Walnut_M * 1.2, Walnut_L * 1.2, 0.35)
}
plane { -z, -60 pigment { rgb <0.10, 0.098, 0.095> } finish { ambient 0 diffuse 0.7 } }
camera { perspective location <2.5, 18, -27> look_at <0.2, 0.9, -0.2> right x * 1.5 up y angle 53 }
