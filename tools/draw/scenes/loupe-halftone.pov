// A loupe stands on a printed halftone; the lens is a real one and does its own enlarging.
#include "shop.inc"
Bounce()
Room(<0.05, 0.05, 0.05>, <0.26, 0.26, 0.27>)
Softbox(<-13, 17, 7>, <0, 0, 0>, 9, 8, 1.45, <1, 0.975, 0.94>)
Softbox(<17, 14, -9>, <0, 0, 0>, 9, 9, 0.35, <0.88, 0.94, 1>)

#declare Print = texture {
  pigment { image_map { jpeg "halftone-print.jpg" interpolate 2 once } translate <-0.5, -0.5, 0> rotate x * 90 scale <24, 1, 24> }
  normal { granite 0.015 scale 0.2 }
  finish { ambient 0 diffuse 0.88 specular 0.03 roughness 0.1 }
}
plane { y, 0 pigment { rgb <0.66, 0.645, 0.61> } finish { ambient 0 diffuse 0.85 } }
box { <-12, -0.02, -12>, <12, 0.004, 12> texture { Print } rotate y * -14 translate <0.8, 0, 1.5> }

#declare Black = texture {
  pigment { rgb 0.018 }
  normal { granite 0.01 scale 0.3 }
  finish { ambient 0 diffuse 0.8 specular 0.5 roughness 0.02 reflection { 0.02, 0.22 fresnel on } }
}
#declare Glass = material {
  texture { pigment { rgbt <0.98, 0.99, 0.985, 0.97> } finish { ambient 0 diffuse 0.02 specular 0.6 roughness 0.003 reflection { 0.02, 0.6 fresnel on } } }
  interior { ior 1.52 }
}
#declare Acrylic = material {
  texture { pigment { rgbt <0.93, 0.95, 0.95, 0.90> } finish { ambient 0 diffuse 0.05 specular 0.6 roughness 0.004 reflection { 0.02, 0.5 fresnel on } } }
  interior { ior 1.08 }
}
#declare R = 2.05;
#declare H = 3.0;
// A round loupe: a clear skirt to let the light in, a black body, a knurled ring, a lens.
union {
  difference {
    cone { 0, R + 0.32, y * 1.45, R + 0.18 }
    cone { -y * 0.01, R + 0.17, y * 1.46, R + 0.04 }
    material { Acrylic }
  }
  // Body, rounded at its shoulders.
  lathe { linear_spline 17,
    <R + 0.02, 1.42>, <R + 0.30, 1.42>, <R + 0.36, 1.48>, <R + 0.36, 1.85>, <R + 0.30, 1.92>,
    <R + 0.30, 2.9>, <R + 0.36, 2.97>, <R + 0.36, 3.45>, <R + 0.32, 3.53>, <R + 0.24, 3.58>,
    <R + 0.04, 3.58>, <R - 0.06, 3.5>, <R - 0.12, 3.32>, <R - 0.10, 2.8>, <R + 0.05, 2.7>,
    <R + 0.05, 1.6>, <R + 0.02, 1.42>
    texture { Black } }
  // Knurling between the two rings.
  #declare k = 0;
  #while (k < 110)
    cylinder { <R + 0.30, 1.97, 0>, <R + 0.30, 2.86, 0>, 0.045 rotate y * k * 360 / 110 texture { Black } }
    #declare k = k + 1;
  #end
  torus { R + 0.37, 0.035 translate y * 1.67 texture { Brass } }
  torus { R + 0.365, 0.028 translate y * 3.22 texture { Brass } }
}
// The lens: two caps of spheres.
#declare S = 6.6;
intersection {
  sphere { <0, H + 0.45 - S, 0>, S }
  sphere { <0, H - 0.45 + S, 0>, S }
  cylinder { <0, 1, 0>, <0, 5, 0>, R + 0.02 }
  material { Glass }
}
camera { perspective location <1.2, 14.2, -6.4> look_at <0.15, 0.95, -0.15> right x up y angle 34 }
