// A fan of ink swatches on a light table.
#include "shop.inc"
Bounce()
Room(<0.06, 0.06, 0.06>, <0.28, 0.28, 0.29>)
Softbox(<-22, 24, 6>, <0, 0, 6>, 12, 10, 1.45, <1, 0.98, 0.95>)
Softbox(<22, 20, -18>, <0, 0, 0>, 12, 12, 0.35, <0.88, 0.94, 1>)
#declare Shade = array[13] {
  <0.62, 0.035, 0.03>, <0.50, 0.012, 0.035>, <0.38, 0.012, 0.075>, <0.25, 0.015, 0.12>,
  <0.14, 0.02, 0.19>, <0.065, 0.03, 0.26>, <0.025, 0.055, 0.34>, <0.012, 0.085, 0.33>,
  <0.012, 0.06, 0.20>, <0.013, 0.035, 0.11>, <0.014, 0.022, 0.052>, <0.014, 0.015, 0.018>,
  <0.014, 0.015, 0.018> }
// A strip of card with rounded ends: white border round a solid, a hole for the rivet.
#macro Strip(N)
  union {
    difference {
      union {
        box { <-2.05, 0, 0>, <2.05, 0.055, 17.4> }
        cylinder { 0, y * 0.055, 2.05 }
        box { <-1.65, 0, 17.4>, <1.65, 0.055, 17.8> }
        cylinder { <-1.65, 0, 17.4>, <-1.65, 0.055, 17.4>, 0.4 }
        cylinder { <1.65, 0, 17.4>, <1.65, 0.055, 17.4>, 0.4 }
      }
      pigment { rgb <0.80, 0.79, 0.765> }
      finish { ambient 0 diffuse 0.9 specular 0.05 roughness 0.1 }
    }
    // The inked field and, at its outer end, three screens of it.
    box { <-1.78, 0.05, 3.4>, <1.78, 0.0575, 13.9>
      pigment { rgb Shade[N] }
      finish { ambient 0 diffuse 0.85 specular 0.35 roughness 0.03 reflection { 0.0, 0.10 } } }
    #local k = 0;
    #while (k < 3)
      box { <-1.78, 0.05, 14.1 + k * 1.12>, <1.78, 0.0572, 15.06 + k * 1.12>
        pigment { rgb Shade[N] * (0.78 - k * 0.24) + <0.80, 0.79, 0.765> * (0.22 + k * 0.24) }
        finish { ambient 0 diffuse 0.88 specular 0.12 roughness 0.06 } }
      #local k = k + 1;
    #end
  }
#end
#declare n = 0;
#while (n < 12)
  object { Strip(n) rotate x * (-0.25 * n) rotate y * (-50 + n * 9.1) translate y * (0.02 + n * 0.075) }
  #declare n = n + 1;
#end
// The rivet.
union {
  cylinder { 0, y * 1.06, 0.42 }
  difference { sphere { 0, 0.62 scale <1, 0.38, 1> } box { <-1, -1, -1>, <1, 0, 1> } translate y * 1.0 }
  texture { Brass }
}
plane { y, 0
  texture { pigment { granite scale 3 color_map { [0 rgb <0.40, 0.395, 0.385>] [1 rgb <0.46, 0.455, 0.445>] } }
    normal { granite 0.015 scale 0.5 }
    finish { ambient 0 diffuse 0.85 } } }
camera { perspective location <1.5, 29, -20> look_at <0.1, 0, 7.4> right x * 4 / 3 up y angle 43 }
