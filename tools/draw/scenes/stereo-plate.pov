// A half-round stereotype, cast for a rotary press, standing on the stone.
#include "shop.inc"
Bounce()
Room(<0.04, 0.04, 0.042>, <0.19, 0.19, 0.2>)
Softbox(<-34, 26, -16>, <0, 8, 0>, 16, 20, 2.0, <1, 0.97, 0.925>)
Card(<36, 16, -20>, <0, 8, 0>, 8, 30, <0.85, 0.92, 1.05> * 0.9)
Softbox(<30, 20, -30>, <0, 8, 0>, 12, 12, 0.18, <0.86, 0.93, 1>)
#declare PlateR = 12; #declare PlateH = 26;
#declare Face = pigment { image_map { png "plate-face.png" interpolate 2 once } }
#declare Cast = texture {
  pigment { granite scale 1.6 color_map { [0 rgb <0.24, 0.245, 0.255>] [0.6 rgb <0.30, 0.305, 0.315>] [1 rgb <0.36, 0.36, 0.365>] } }
  normal { average normal_map { [1 granite 0.08 scale 0.5] [1 bumps 0.05 scale 0.15] } }
  finish { ambient 0 diffuse 0.5 specular 0.35 roughness 0.05 metallic reflection { 0.05, 0.2 metallic } }
}
union {
  object {
    #include "plate-face.inc"
    texture {
      uv_mapping
      pigment { Face }
      normal { bump_map { png "plate-relief.png" interpolate 2 once bump_size 9 } }
      finish { ambient 0 diffuse 0.75 specular 0.45 roughness 0.03 metallic reflection { 0.06, 0.24 metallic } }
    }
  }
  // The body behind the face: a shell with ribs inside and bevelled edges to clamp it by.
  difference {
    cylinder { 0, y * PlateH, PlateR - 0.04 }
    cylinder { -y, y * (PlateH + 1), PlateR - 1.35 }
    box { <-20, -1, 0.0>, <20, PlateH + 1, 20> }
    texture { Cast }
  }
  #declare k = 0;
  #while (k < 8)
    difference {
      cylinder { y * (2.2 + k * 3.1), y * (2.7 + k * 3.1), PlateR - 1.3 }
      cylinder { -y, y * (PlateH + 1), PlateR - 1.7 }
      box { <-20, -1, -0.01>, <20, PlateH + 1, 20> }
      texture { Cast }
    }
    #declare k = k + 1;
  #end
  rotate y * 24
}
plane { y, 0
  texture {
    pigment { average pigment_map {
      [1 granite scale 12 warp { turbulence 0.4 } color_map { [0 rgb 0.17] [0.55 rgb 0.22] [1 rgb 0.31] }]
      [1 granite scale 0.9 color_map { [0 rgb 0.20] [1 rgb 0.27] }] } }
    finish { ambient 0 diffuse 0.75 specular 0.2 roughness 0.03 reflection { 0.01, 0.12 } } }
}
plane { -z, -48
  pigment { bozo scale <30, 12, 1> warp { turbulence 0.6 } color_map { [0 rgb <0.22, 0.22, 0.215>] [1 rgb <0.28, 0.28, 0.275>] } }
  finish { ambient 0 diffuse 0.75 }
}
camera { perspective location <3, 44, -56> look_at <0.4, 12.2, 0> right x * 1.5 up y angle 45 }
