// Blanket cylinder and impression cylinder, with the sheet between them.
#include "shop.inc"
Bounce()
Room(<0.03, 0.03, 0.032>, <0.14, 0.145, 0.155>)
Softbox(<-26, 34, -34>, <0, 4, 0>, 14, 14, 1.9, <1, 0.98, 0.95>)
Card(<30, 26, 6>, <7, 7, 0>, 9, 60, <0.93, 0.97, 1.03> * 1.6)
Card(<4, 44, 10>, <7, 7, 0>, 8, 60, <1, 1, 1> * 1.2)
Card(<-6, 34, 20>, <0, 4, 0>, 10, 40, <1, 1, 1> * 1.0)
Softbox(<36, 16, -20>, <4, 2, 0>, 10, 12, 0.6, <0.85, 0.92, 1>)
#declare R = 7;
#declare L = 30;
#declare Bright = texture {
  pigment { rgb <0.50, 0.51, 0.52> }
  normal { bumps 0.012 scale <0.06, 0.06, 3> }
  finish { ambient 0 diffuse 0.38 specular 0.7 roughness 0.006 metallic reflection { 0.42, 0.66 metallic } }
}
#declare Blanket = texture {
  pigment { bozo scale <2, 2, 5> color_map { [0 rgb <0.11, 0.14, 0.17>] [1 rgb <0.135, 0.165, 0.195>] } }
  normal { granite 0.02 scale 0.15 }
  finish { ambient 0 diffuse 0.85 specular 0.22 roughness 0.06 reflection { 0.0, 0.08 } }
}
#declare Machine = texture {
  pigment { granite scale 3 color_map { [0 rgb <0.10, 0.115, 0.11>] [1 rgb <0.135, 0.15, 0.143>] } }
  normal { granite 0.02 scale 0.6 }
  finish { ambient 0 diffuse 0.75 specular 0.2 roughness 0.04 reflection { 0.01, 0.08 } }
}
// Axis z. Each has bearers at its ends, a journal and a gear behind.
#macro Journal(S)
  union {
    cylinder { z * (S * (L / 2)), z * S * (L / 2 + 1.1), R + 0.02 texture { Bright } }
    // The end is painted; only its rim is bare.
    cylinder { z * S * (L / 2 + 1), z * S * (L / 2 + 1.14), R - 0.28 texture { Machine } }
    torus { R - 0.02, 0.05 rotate x * 90 translate z * S * (L / 2 + 1.1) texture { Bright } }
    cylinder { z * S * (L / 2), z * S * (L / 2 + 8), 2.6 texture { Steel } }
    difference {
      cylinder { z * S * (L / 2 + 0.4), z * S * (L / 2 + 1.25), R - 0.9 }
      cylinder { z * S * L / 3, z * S * (L / 2 + 2), R - 1.5 }
      texture { DarkSteel }
    }
    #local k = 0;
    #while (k < 8)
      union {
        cylinder { z * S * (L / 2 + 0.6), z * S * (L / 2 + 1.4), 0.42 }
        cylinder { z * S * (L / 2 + 1.3), z * S * (L / 2 + 1.5), 0.25 }
        translate x * (R - 2.6) rotate z * k * 45 texture { Steel }
      }
      #local k = k + 1;
    #end
  }
#end
// The blanket cylinder, with the gap where the blanket is clamped.
union {
  difference {
    union {
      cylinder { -z * (L / 2 - 0.5), z * (L / 2 - 0.5), R texture { Blanket } }
      cylinder { -z * (L / 2), z * (L / 2), R - 0.25 texture { Bright } }
    }
    box { <-0.75, R - 1.6, -L>, <0.75, R + 1, L> texture { DarkSteel } rotate z * 62 }
  }
  union {
    cylinder { <0, R - 0.75, -L / 2 + 0.3>, <0, R - 0.75, L / 2 - 0.3>, 0.45 }
    rotate z * 62 texture { Steel }
  }
  object { Journal(-1) } object { Journal(1) }
  translate <-R - 0.03, R, 0>
}
// The impression cylinder, bare.
union {
  cylinder { -z * (L / 2), z * (L / 2), R texture { Bright } }
  object { Journal(-1) } object { Journal(1) }
  translate <R + 0.03, R, 0>
}
// The sheet: up out of the nip, bending over to the right.
object {
  #include "press-sheet.inc"
  texture {
    uv_mapping
    pigment { image_map { png "press-print.png" interpolate 2 once } }
    finish { ambient 0 diffuse 0.9 }
  }
}
// Side frame of the machine behind, a floor below, a wall far off.
difference {
  union {
    object { Soft(<-26, -8, L / 2 + 4.5>, <26, 17, L / 2 + 8>, 0.5) }
  }
  cylinder { <-R, R, 0>, <-R, R, 60>, 3.3 }
  cylinder { <R, R, 0>, <R, R, 60>, 3.3 }
  texture { Machine }
}
#declare k = 0;
#while (k < 6)
  cylinder { <-22 + k * 8.8, 14.6, L / 2 + 4.2>, <-22 + k * 8.8, 14.6, L / 2 + 4.6>, 0.8 texture { Steel } }
  #declare k = k + 1;
#end
box { <-60, -9, -60>, <60, -8, 60> texture { Machine } }
plane { -z, -70 pigment { rgb <0.16, 0.165, 0.165> } finish { ambient 0 diffuse 0.8 } }
camera { perspective location <1.0, 27, -47> look_at <0.9, 8.2, -2.5> right x * 4 / 3 up y angle 47 }
