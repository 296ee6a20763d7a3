// FORME in wood type, as the printer sees it: a mirror image.
#include "shop.inc"
Bounce()
Room(<0.03, 0.028, 0.026>, <0.20, 0.20, 0.21>)
Softbox(<-26, 15, 4>, <0, 2, 0>, 12, 9, 1.6, <1, 0.96, 0.90>)
Card(<0, 16, 34>, <0, 2, 0>, 40, 7, <1.0, 0.96, 0.9> * 0.8)
Softbox(<28, 14, -22>, <0, 1, 0>, 10, 10, 0.30, <0.85, 0.92, 1>)
// End grain: rings that curve gently over every block, stained by a century of ink.
#macro EndGrain(K)
    pigment {
      average pigment_map {
        [2 wood turbulence 0.04 octaves 3 scale 0.28 rotate x * 90 translate <K * 3.1 + 5, 0, 9 + K>
          color_map { [0 rgb <0.17, 0.085, 0.036>] [0.6 rgb <0.115, 0.055, 0.022>] [1 rgb <0.17, 0.085, 0.036>] }]
        [1.4 granite scale 3 translate K * 7 color_map { [0 rgb <0.02, 0.012, 0.008>] [0.5 rgb <0.09, 0.044, 0.02>]
          [1 rgb <0.24, 0.13, 0.06>] }]
      }
    }
    normal { average normal_map { [1 granite 0.02 scale 0.8] [1 bumps 0.015 scale 0.3] } }
    finish { ambient 0 diffuse 0.85 specular 0.25 roughness 0.04 reflection { 0.0, 0.08 } }
#end
#macro SideGrain(K)
  Wood(<0.10, 0.05, 0.022>, <0.17, 0.088, 0.04>, <0.22, 0.12, 0.06>, 0.6)
#end
#macro Worn(K)
  texture { function { y / 2.4 } texture_map {
    [(TypeHigh - 0.10) / 2.4 pigment { granite scale 0.4 color_map { [0 rgb <0.012,0.009,0.007>] [1 rgb <0.055, 0.028, 0.014>] } }
      finish { diffuse 0.8 specular 0.1 roughness 0.1 }]
    [(TypeHigh - 0.03) / 2.4 EndGrain(K)] } }
#end
#macro Letter(Cap, W, B, K)
  union {
    difference {
      object { Soft(<0.01, 0, 0>, <W - 0.01, 1.94, B>, 0.02) }
      // The maker's saw left the side grain upright.
      plane { y, -1 }
      SideGrain(K)
      rotate 0
    }
    height_field { png Cap smooth water_level 0.003 scale <W - 0.02, TypeHigh - 1.93, B> translate <0.01, 1.93, 0>
      Worn(K) }
  }
#end
#include "wood-type-line.inc"
plane { y, 0
  texture { pigment { granite scale 1.5 color_map { [0 rgb 0.19] [0.6 rgb 0.215] [1 rgb 0.25] } }
    normal { granite 0.015 scale 0.6 }
    finish { ambient 0 diffuse 0.75 specular 0.2 roughness 0.04 reflection { 0.02, 0.15 } } }
}
camera { perspective location <-4, 25, -33> look_at <-0.1, 1.2, 4.1> right x * 3 up y angle 45 }
