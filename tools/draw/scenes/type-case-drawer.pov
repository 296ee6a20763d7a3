// A case of type, seen obliquely from above.
#include "shop.inc"
Bounce()
Room(<0.03, 0.03, 0.03>, <0.17, 0.17, 0.175>)
Softbox(<-26, 26, 14>, <0, 0, 0>, 14, 12, 1.6, <1, 0.965, 0.91>)
Softbox(<28, 22, -24>, <0, 0, 0>, 12, 12, 0.28, <0.86, 0.93, 1>)
#declare Old = texture {
  pigment { granite scale <7, 0.16, 0.16> color_map { [0 rgb <0.085, 0.045, 0.02>] [0.45 rgb <0.15, 0.083, 0.038>] [1 rgb <0.22, 0.13, 0.062>] } }
  finish { ambient 0 diffuse 0.8 specular 0.12 roughness 0.05 }
}
#declare OldCross = texture { Old rotate y * 90 }
#declare TypeMetal = texture {
  pigment { granite scale 3 color_map { [0 rgb 0.22] [0.6 rgb 0.31] [1 rgb 0.40] } }
  finish { ambient 0 diffuse 0.55 specular 0.4 roughness 0.04 metallic reflection { 0.08, 0.2 metallic } }
}
// A plain sort of small size: a shank, a nick, a face; drawn ten thousand times.
#declare SortSmall = union {
  box { <-0.13, 0, -0.2>, <0.13, 2.12, 0.2> }
  box { <-0.09, 2.12, -0.14>, <0.09, 2.3, 0.14> }
  texture { TypeMetal }
}
#declare SortThin = union {
  difference {
    box { <-0.09, 0, -0.2>, <0.09, 2.12, 0.2> }
    box { <-1, 0.55, -0.3>, <1, 0.72, -0.13> }
  }
  box { <-0.05, 2.12, -0.14>, <0.05, 2.3, 0.14> }
  texture { TypeMetal }
}
#declare SortWide = union {
  difference {
    box { <-0.2, 0, -0.2>, <0.2, 2.12, 0.2> }
    box { <-1, 0.55, -0.3>, <1, 0.72, -0.13> }
  }
  box { <-0.16, 2.12, -0.14>, <0.16, 2.3, 0.14> }
  texture { TypeMetal }
}
#include "type-case.inc"
// The case stands on an old bench.
plane { y, -0.6
  texture { pigment { granite scale 4 color_map { [0 rgb <0.10, 0.09, 0.08>] [1 rgb <0.17, 0.155, 0.14>] } }
    finish { ambient 0 diffuse 0.8 } } }
camera { perspective location <-13, 33, -33> look_at <-0.3, 0, -2.4> right x * 1.5 up y angle 45 }
