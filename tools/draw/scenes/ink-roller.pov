// A hand roller on the inking slab.
#include "shop.inc"
Bounce()
Room(<0.05, 0.05, 0.05>, <0.24, 0.245, 0.26>)
Softbox(<-20, 22, 16>, <2, 0, 0>, 14, 10, 1.45, <1, 0.975, 0.94>)
Softbox(<26, 14, -16>, <0, 0, 0>, 10, 10, 0.3, <0.85, 0.92, 1>)
Card(<-4, 13, 26>, <0, 2, 0>, 30, 6, <0.95, 0.98, 1.03> * 1.3)

// The slab: pale litho stone with a soft edge.
object {
  Soft(<-30, -5, -14>, <26, 0, 22>, 0.4)
  texture {
    pigment { average pigment_map {
      [2 granite scale 8 warp { turbulence 0.5 } color_map { [0 rgb <0.46, 0.44, 0.395>] [1 rgb <0.55, 0.53, 0.48>] }]
      [1 granite scale 0.4 color_map { [0 rgb <0.42, 0.40, 0.36>] [1 rgb <0.56, 0.54, 0.49>] }] } }
    finish { ambient 0 diffuse 0.8 specular 0.08 roughness 0.08 }
  }
}
plane { y, -5 pigment { rgb <0.16, 0.13, 0.10> } finish { ambient 0 diffuse 0.7 } }
// The film of ink: a thin relief, its outline and streaks from a map.
height_field {
  png "ink-film.png" smooth water_level 0.06
  scale <17, 0.05, 15> translate <-13, -0.004, -4.4>
  texture {
    pigment { rgb <0.011, 0.011, 0.012> }
    normal { average normal_map { [1 granite 0.10 scale 0.10] [1 bumps 0.05 scale 0.05] } }
    finish { ambient 0 diffuse 0.8 specular 0.5 roughness 0.018 reflection { 0.02, 0.3 fresnel on } }
  }
  interior { ior 1.6 }
  rotate y * 0
}
// Roller: rubber on a steel spindle, forks to a neck, a turned handle.
#declare RR = 1.7; #declare RL = 7.2;
union {
  union {
    cylinder { <-RL / 2 + 0.08, 0, 0>, <RL / 2 - 0.08, 0, 0>, RR }
    torus { RR - 0.08, 0.08 rotate z * 90 translate x * (-RL / 2 + 0.08) }
    torus { RR - 0.08, 0.08 rotate z * 90 translate x * (RL / 2 - 0.08) }
    cylinder { <-RL / 2, 0, 0>, <RL / 2, 0, 0>, RR - 0.08 }
    texture {
      pigment { rgb <0.012, 0.012, 0.013> }
      normal { average normal_map { [1 granite 0.16 scale <0.3, 0.09, 0.09>] [1 bumps 0.06 scale 0.06] } }
      finish { ambient 0 diffuse 0.8 specular 0.6 roughness 0.016 reflection { 0.03, 0.32 fresnel on } }
    }
    interior { ior 1.6 }
  }
  union {
    cylinder { <-RL / 2 - 0.55, 0, 0>, <RL / 2 + 0.55, 0, 0>, 0.28 }
    cylinder { <-RL / 2 - 0.62, 0, 0>, <-RL / 2 - 0.34, 0, 0>, 0.52 }
    cylinder { <RL / 2 + 0.34, 0, 0>, <RL / 2 + 0.62, 0, 0>, 0.52 }
    sphere_sweep {
      cubic_spline 11,
      <-RL / 2 - 0.45, -1, -0.4>, 0.2, <-RL / 2 - 0.45, 0, 0>, 0.2, <-RL / 2 - 0.45, 0.9, 0.9>, 0.21, <-RL / 2 - 0.30, 1.75, 1.75>, 0.22,
      <-RL / 4 - 0.6, 2.15, 2.25>, 0.23, <0, 2.25, 2.4>, 0.25,
      <RL / 4 + 0.6, 2.15, 2.25>, 0.23, <RL / 2 + 0.30, 1.75, 1.75>, 0.22, <RL / 2 + 0.45, 0.9, 0.9>, 0.21, <RL / 2 + 0.45, 0, 0>, 0.2,
      <RL / 2 + 0.45, -1, -0.4>, 0.2
      tolerance 0.01
    }
    cone { <0, 2.25, 2.3>, 0.36, <0, 3.05, 3.6>, 0.27 }
    texture { Steel }
  }
  // Handle: a lathe turned so that it points away and up from the roller.
  union {
    lathe { cubic_spline 14,
      <0.2, -0.5>, <0.40, 0>, <0.62, 0.12>, <0.66, 0.45>, <0.55, 0.75>, <0.60, 1.3>, <0.82, 2.6>, <0.95, 4.0>,
      <0.90, 5.4>, <0.74, 6.6>, <0.70, 7.3>, <0.58, 7.75>, <0.0, 7.95>, <-0.4, 7.9>
      texture {
        pigment { wood turbulence 0.05 octaves 3 scale <0.35, 0.35, 3> rotate x * 88 translate <0.5, 0, 0.4>
          color_map { [0 rgb <0.17, 0.065, 0.025>] [0.5 rgb <0.12, 0.043, 0.017>] [0.8 rgb <0.075, 0.027, 0.012>] [1 rgb <0.17, 0.065, 0.025>] } }
        finish { ambient 0 diffuse 0.8 specular 0.5 roughness 0.015 reflection { 0.01, 0.14 } }
      }
    }
    cylinder { y * -0.55, y * 0.14, 0.5 texture { Brass } }
    torus { 0.5, 0.06 translate y * -0.5 texture { Brass } }
    rotate x * 58
    translate <0, 3.15, 3.75>
  }
  translate y * (RR + 0.05)
  rotate y * 148
  translate <1.8, 0, 3.2>
}
camera { perspective location <3.5, 15.5, -24> look_at <0.4, 1.9, 1.7> right x * 1.5 up y angle 43 }
