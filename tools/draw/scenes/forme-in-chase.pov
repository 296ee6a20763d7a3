// A forme locked up in its chase on the imposing stone.
#include "shop.inc"
Bounce()
Room(<0.03, 0.03, 0.03>, <0.18, 0.18, 0.19>)
Softbox(<-30, 30, 16>, <0, 0, 0>, 16, 14, 1.55, <1, 0.965, 0.91>)
Card(<6, 34, 30>, <0, 1, 0>, 46, 14, <0.95, 0.97, 1.02> * 0.85)
Softbox(<34, 22, -18>, <0, 0, 0>, 12, 12, 0.3, <0.85, 0.92, 1>)

#declare W = 42; #declare D = 30; #declare I = 2.0;   // chase, outside; width of its bars
// The stone.
plane { y, 0
  texture {
    pigment { average pigment_map {
      [1 granite scale 9 warp { turbulence 0.4 } color_map { [0 rgb 0.16] [0.55 rgb 0.22] [1 rgb 0.33] }]
      [1 granite scale 0.7 color_map { [0 rgb 0.20] [1 rgb 0.28] }] } }
    normal { granite 0.01 scale 0.5 }
    finish { ambient 0 diffuse 0.75 specular 0.3 roughness 0.02 reflection { 0.02, 0.16 } } }
}
// Chase: four bars, corners rounded inside, painted iron worn bright on its edges.
#declare Iron = texture {
  pigment { granite scale 1.6 color_map { [0 rgb <0.035, 0.037, 0.042>] [0.6 rgb <0.06, 0.063, 0.07>] [1 rgb <0.12, 0.12, 0.125>] } }
  normal { average normal_map { [1 granite 0.06 scale 0.3] [1 bumps 0.02 scale 1] } }
  finish { ambient 0 diffuse 0.7 specular 0.5 roughness 0.03 reflection { 0.03, 0.22 } }
}
union {
  object { Soft(<-W/2, 0, -D/2>, <W/2, 1.6, -D/2 + I>, 0.12) }
  object { Soft(<-W/2, 0, D/2 - I>, <W/2, 1.6, D/2>, 0.12) }
  object { Soft(<-W/2, 0, -D/2>, <-W/2 + I, 1.6, D/2>, 0.12) }
  object { Soft(<W/2 - I, 0, -D/2>, <W/2, 1.6, D/2>, 0.12) }
  texture { Iron }
}
// Furniture: lengths of seasoned wood, darkened by oil, each with its own grain.
#macro Stick(A, B, K)
  object {
    Soft(A, B, 0.06)
    #if (B.x - A.x > B.z - A.z)
      Wood(Maple_D * (0.42 + 0.10 * mod(K, 3)), Maple_M * (0.42 + 0.1 * mod(K, 3)), Maple_L * (0.45 + 0.1 * mod(K, 3)), 0.7)
    #else
      texture { pigment { granite scale <0.12, 1, 4> color_map { [0 rgb Maple_D * 0.45] [0.5 rgb Maple_M * (0.45 + 0.1 * mod(K, 3))] [1 rgb Maple_L * 0.6] } }
        finish { ambient 0 diffuse 0.8 specular 0.1 roughness 0.06 } }
    #end
    translate <0, 0, 0>
  }
#end
// The clear inside runs from x -19 to 19 and from z -13 to 13. Head is at high z from where we
// stand at the foot; the type page is 28 by 18.
#include "forme-page.inc"
Stick(<-19, 0, 10.9>, <19, 1.75, 12.97>, 0)
Stick(<-19, 0, 9.5>, <19, 1.7, 10.85>, 1)
Stick(<-18.97, 0, -8.6>, <-16.2, 1.75, 9.45>, 2)
Stick(<-16.15, 0, -8.6>, <-14.05, 1.72, 9.45>, 4)
// The reglet between page and side-stick, then the tapered sticks.
Stick(<14.05, 0, -8.6>, <14.9, 1.72, 9.45>, 1)
Stick(<-14, 0, -9.5>, <14.9, 1.72, -8.65>, 3)
#macro Taper(L, A, B)
  prism { linear_sweep linear_spline 0, 1.7, 5, <0, 0>, <L, 0>, <L, B>, <0, A>, <0, 0> }
#end
object { Taper(18, 1.1, 2.1) Wood(Maple_D * 0.5, Maple_M * 0.55, Maple_L * 0.55, 0.6) rotate y * 90 translate <14.95, 0, 9.4> }
object { Taper(28.6, 1.1, 2.1) Wood(Maple_D * 0.6, Maple_M * 0.65, Maple_L * 0.62, 0.6) scale <1, 1, -1> translate <-14, 0, -9.55> }
// Quoins: pairs of wedges that push against each other.
#macro Quoin(L)
  union {
    prism { linear_sweep linear_spline 0, 1.55, 5, <0, 0>, <L, 0>, <L, 0.85>, <0, 0.5>, <0, 0> }
    prism { linear_sweep linear_spline 0, 1.55, 5, <0.5, 0.55>, <L + 0.5, 0.9>, <L + 0.5, 1.55>, <0.5, 1.55>, <0.5, 0.55> }
    // Teeth along the meeting faces catch the light.
    #local tooth = 0;
    #while (tooth < 14)
      box { <-0.06, 1.5, -0.16>, <0.06, 1.62, 0.16> rotate y * -6 translate <0.5 + tooth * (L - 0.4) / 13, 0, 0.62 + tooth * 0.025> }
      #local tooth = tooth + 1;
    #end
    texture { Steel }
  }
#end
object { Quoin(3.4) rotate y * 90 scale <1.69, 1, 1> translate <16.36, 0, 7.4> }
object { Quoin(3.4) rotate y * 90 scale <1.38, 1, 1> translate <16.85, 0, -1.2> }
object { Quoin(3.6) scale <1, 1, -1.32> translate <-9.6, 0, -10.94> }
object { Quoin(3.6) scale <1, 1, -0.96> translate <6.8, 0, -11.5> }
// A quoin key lies on the stone.
union {
  cylinder { <0, 0.32, 0>, <6.5, 0.32, 0>, 0.3 }
  sphere { <6.5, 0.32, 0>, 0.3 }
  cylinder { <0, 0.32, -2>, <0, 0.32, 2>, 0.34 }
  sphere { <0, 0.32, -2>, 0.34 } sphere { <0, 0.32, 2>, 0.34 }
  texture { Steel }
  rotate y * 32 translate <9.5, 0, -20.6>
}
camera { perspective location <-9, 40, -39> look_at <0.3, 0.6, -2.6> right x * 1.5 up y angle 49 }
