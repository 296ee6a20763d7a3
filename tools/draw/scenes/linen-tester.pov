// A folding linen tester, open, on woven cloth.
#include "shop.inc"
Bounce()
Room(<0.05, 0.05, 0.048>, <0.24, 0.24, 0.25>)
Softbox(<-12, 13, -3>, <0, 1, 0>, 6, 6, 1.6, <1, 0.97, 0.92>)
Card(<10, 9, 4>, <0, 1.5, 0>, 5, 9, <1, 0.97, 0.92> * 1.2)
Card(<-2, 10, 14>, <0, 1.5, 0>, 16, 6, <0.95, 0.98, 1.03> * 1.2)
Softbox(<11, 10, -11>, <0, 0, 0>, 6, 6, 0.25, <0.86, 0.93, 1>)
// Cloth: the weave is a relief with its own colour.
plane {
  y, 0
  texture {
    pigment { image_map { png "weave-colour.png" interpolate 2 } rotate x * 90 scale 17 }
    normal { bump_map { png "weave.png" interpolate 2 bump_size 22 } rotate x * 90 scale 17 }
    finish { ambient 0 diffuse 0.9 }
  }
  rotate y * 12
}
#declare T = 0.16;
#declare Side = 2.6;   // the plates are square
#declare Hole = 0.98;  // half of the opening of the foot
// Foot plate: an opening with bevelled edges and a scale along two of its sides.
#declare Foot = union {
  difference {
    object { Soft(<-Side / 2 - 0.25, 0, -Side / 2>, <Side / 2 + 0.25, T, Side / 2>, 0.04) }
    box { <-Hole, -1, -Hole>, <Hole, 1, Hole> }
    // bevel
    #declare e = 0;
    #while (e < 4)
      box { <-2, 0, 0>, <2, 0.5, 0.5> rotate x * -40 translate <0, 0.05, Hole> rotate y * 90 * e }
      #declare e = e + 1;
    #end
  }
  #declare k = 0;
  #while (k < 21)
    #declare Long = (mod(k, 10) = 0 ? 0.30 : (mod(k, 5) = 0 ? 0.22 : 0.13));
    box { <-0.009, 0, 0>, <0.009, 0.012, Long> translate <-Hole + k * Hole * 0.1, T - 0.004, Hole + 0.055> pigment { rgb 0.012 } }
    box { <0, 0, -0.009>, <Long, 0.012, 0.009> translate <Hole + 0.055, T - 0.004, -Hole + k * Hole * 0.1> pigment { rgb 0.012 } }
    #declare k = k + 1;
  #end
}
#macro Hinge(W)
  union {
    #local h = 0;
    #while (h < 5)
      cylinder { <-W / 2 + h * W / 5 + 0.01, 0, 0>, <-W / 2 + (h + 1) * W / 5 - 0.01, 0, 0>, 0.15 }
      #local h = h + 1;
    #end
    sphere { <-W / 2 - 0.02, 0, 0>, 0.10 } sphere { <W / 2 + 0.02, 0, 0>, 0.10 }
  }
#end
#declare Glass = material {
  texture { pigment { rgbt <0.98, 0.99, 0.985, 0.96> } finish { ambient 0 diffuse 0.02 specular 0.6 roughness 0.003 reflection { 0.03, 0.6 fresnel on } } }
  interior { ior 1.52 }
}
union {
  object { Foot texture { Brass } }
  object { Hinge(Side) translate <0, T, Side / 2 + 0.1> texture { Brass } }
  // The back plate rises from the far edge of the foot, leaning a little.
  difference {
    object { Soft(<-Side / 2, 0.08, 0>, <Side / 2, 2.75, T>, 0.04) }
    // a window in it, rounded
    box { <-0.62, 0.75, -1>, <0.62, 1.95, 1> }
    cylinder { <0, 1.95, -1>, <0, 1.95, 1>, 0.62 }
    cylinder { <0, 0.75, -1>, <0, 0.75, 1>, 0.62 }
    texture { Brass translate 3 }
    rotate x * 3 translate <0, T, Side / 2 + 0.06>
  }
  object { Hinge(Side) translate <0, 2.98, Side / 2 + 0.28> texture { Brass } }
  // The top plate comes forward over the foot and carries the lens in a screwed ring.
  union {
    difference {
      object { Soft(<-Side / 2, 0, -2.75>, <Side / 2, T, -0.06>, 0.04) }
      cylinder { <0, -1, -1.42>, <0, 1, -1.42>, 0.96 }
    }
    difference {
      cylinder { <0, -0.12, -1.42>, <0, T + 0.22, -1.42>, 1.13 }
      cylinder { <0, -1, -1.42>, <0, 1, -1.42>, 0.95 }
    }
    torus { 1.04, 0.09 translate <0, T + 0.22, -1.42> }
    #declare k = 0;
    #while (k < 72)
      cylinder { <1.13, T + 0.02, 0>, <1.13, T + 0.19, 0>, 0.03 rotate y * k * 5 translate z * -1.42 }
      #declare k = k + 1;
    #end
    texture { Brass translate 7 }
    rotate x * -9 translate <0, 2.98, Side / 2 + 0.26>
  }
  intersection {
    sphere { y * (0.24 - 1.9), 1.9 }
    sphere { y * (-0.24 + 1.9), 1.9 }
    cylinder { -y, y, 0.96 }
    material { Glass }
    translate <0, T / 2 + 0.03, -1.42> rotate x * -9 translate <0, 2.98, Side / 2 + 0.26>
  }
  rotate y * 33
}
camera { perspective location <-2.4, 7.4, -10.5> look_at <-0.1, 1.35, 0.1> right x * 4 / 3 up y angle 36 }
