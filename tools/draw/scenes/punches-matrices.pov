// Steel punches and the copper matrices struck from them.
#include "shop.inc"
Bounce()
Room(<0.03, 0.03, 0.03>, <0.20, 0.20, 0.20>)
Softbox(<-15, 15, -4>, <0, 0, 0>, 8, 7, 1.7, <1, 1, 1>)
Card(<2, 12, 18>, <0, 1, 0>, 22, 8, <1, 1, 1> * 1.1)
Card(<16, 8, -6>, <0, 1, 0>, 5, 8, <1, 1, 1> * 0.9)
Softbox(<14, 10, -16>, <0, 0, 0>, 7, 7, 0.55, <1, 1, 1>)
#declare Cutler = texture {
  pigment { granite scale 1.2 color_map { [0 rgb 0.24] [0.6 rgb 0.27] [1 rgb 0.30] } }
  normal { average normal_map { [1 bumps 0.03 scale <0.08, 3, 0.08>] [1 granite 0.02 scale 0.4] } }
  finish { ambient 0 diffuse 0.4 specular 0.6 roughness 0.02 metallic reflection { 0.14, 0.36 metallic } }
}
// A punch stands on its tail: a square shank that tapers to the letter. Cap is its relief.
#macro Punch(Cap, L)
  union {
    // shank
    difference {
      object { Soft(<-0.42, 0, -0.42>, <0.42, L - 1.7, 0.42>, 0.05) }
      box { <-1, -1, -1>, <1, 0.02, 1> }
    }
    // the taper, as a four-sided frustum
    #local a = 0.42; #local b = 0.37; #local y0 = L - 1.75; #local y1 = L - 0.28;
    mesh {
      triangle { <-a,y0,-a>, <a,y0,-a>, <-b,y1,-b> } triangle { <a,y0,-a>, <b,y1,-b>, <-b,y1,-b> }
      triangle { <a,y0,-a>, <a,y0,a>, <b,y1,-b> } triangle { <a,y0,a>, <b,y1,b>, <b,y1,-b> }
      triangle { <a,y0,a>, <-a,y0,a>, <b,y1,b> } triangle { <-a,y0,a>, <-b,y1,b>, <b,y1,b> }
      triangle { <-a,y0,a>, <-a,y0,-a>, <-b,y1,b> } triangle { <-a,y0,-a>, <-b,y1,-b>, <-b,y1,b> }
      triangle { <-b,y1,-b>, <b,y1,-b>, <b,y1,b> } triangle { <-b,y1,-b>, <b,y1,b>, <-b,y1,b> }
    }
    height_field { png Cap water_level 0.004 scale <0.76, 0.34, 0.76> translate <-0.38, L - 0.285, -0.38> }
    texture { function { y / 10 } texture_map { [(L - 0.16) / 10 Cutler] [(L - 0.02) / 10 LeadFace] } }
  }
#end
#macro Matrix(Sunk, Tilt)
  union {
    difference {
      object { Soft(<-0.62, 0, -1.75>, <0.62, 0.86, 1.75>, 0.035) }
      box { <-0.50, 0.6, 0.15>, <0.50, 1, 1.15> }
      cylinder { <-1, 0.86, -1.2>, <1, 0.86, -1.2>, 0.10 }
    }
    height_field { png Sunk scale <1.0, 0.30, 1.0> translate <-0.50, 0.5605, 0.15> }
    texture { Copper translate Tilt }
  }
#end
#include "punches.inc"
// A bar of box wood for the punches to lean on.
object { Soft(<-6.2, 0, -0.55>, <0.65, 1.5, 0.55>, 0.06)
  Wood(Maple_D * 0.6, Maple_M * 0.6, Maple_L * 0.6, 0.4) translate z * 0.55 }
plane { y, 0
  texture {
    pigment { granite scale 0.3 color_map { [0 rgb 0.085] [1 rgb 0.105] } }
    finish { ambient 0 diffuse 0.85 specular 0.05 roughness 0.1 } }
}
camera { perspective location <1.2, 12.2, -10.2> look_at <-0.5, 0.8, 0.0> right x * 1.5 up y angle 46 }
