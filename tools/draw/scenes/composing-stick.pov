// A composing stick with a line and a half of type, on a workbench.
#include "shop.inc"
Bounce()
Room(<0.03, 0.028, 0.026>, <0.20, 0.20, 0.21>)
Softbox(<22, 18, 2>, <4, 1, 1>, 12, 10, 1.5, <1, 0.96, 0.90>)
Card(<10, 18, -14>, <8, 2, 1>, 40, 16, <0.9, 0.95, 1.05> * 0.5)
Softbox(<-26, 12, 14>, <6, 1, 1>, 8, 8, 0.22, <0.8, 0.9, 1>)

#declare Deep = 4.9;   // depth of the stick
#declare Long = 25;
#declare Wall = 0.16;
// The tray: a bottom plate, a back wall (the head), and a closed end at x = 0.
#declare Stick = union {
  object { Soft(<-0.35, -0.16, -Wall>, <Long, 0, Deep>, 0.05) }
  object { Soft(<-0.35, -0.16, -Wall>, <Long, 1.95, 0>, 0.06) }
  object { Soft(<-0.35, -0.16, -Wall>, <0, 1.95, Deep - 0.15>, 0.06) }
  // Holes of the scale along the back wall.
  #declare k = 0;
  #while (k < 22)
    cylinder { <2.2 + k, 1.35, -Wall - 0.01>, <2.2 + k, 1.35, 0.012>, 0.13 texture { DarkSteel } }
    #declare k = k + 1;
  #end
  texture { Steel }
}
// The knee: a sliding end with its lever.
#declare Knee = union {
  object { Soft(<0, 0, 0>, <0.36, 1.95, Deep - 0.25>, 0.07) }
  object { Soft(<0, 0, 0>, <3.6, 1.95, 0.22>, 0.07) }
  difference {
    object { Soft(<0.3, 0, 0.2>, <2.6, 0.22, Deep - 0.6>, 0.06) }
    cylinder { <3.4, -1, Deep>, <3.4, 1, Deep>, 2.5 }
  }
  // Lever with its rounded thumb piece and screw.
  object { Soft(<0.7, 1.95, 0.02>, <4.4, 2.12, 0.34>, 0.06) }
  cylinder { <4.4, 1.95, 0.18>, <4.4, 2.14, 0.18>, 0.42 }
  cylinder { <1.2, 2.1, 0.18>, <1.2, 2.3, 0.18>, 0.22 }
  texture { Steel }
}
union {
  object { Stick }
  #include "stick-lines.inc"
  object { Knee translate x * Measure }
  rotate y * 6
  translate <-2, 0.17, -0.5>
}
// A lead left lying on the bench and two loose sorts.
union { #include "stick-loose.inc" }

// The bench: planks with gaps.
#declare p = -6;
#while (p < 9)
  object {
    Soft(<-80, -3, 0>, <80, 0, 8.94>, 0.07)
    Wood(Walnut_D * 1.2, Walnut_M * 1.3, Walnut_L * 1.4, 0.35)
    translate <p * 13.7, 0, p * 9 - 3.5>
  }
  #declare p = p + 1;
#end
camera {
  perspective location <1.4, 12.4, 17.0> look_at <3.3, 0.6, 2.6> right x * 16 / 9 up y angle 48
  }
