// Three reels of newsprint on a concrete floor. One unit is ten centimetres.
#include "shop.inc"
Bounce()
Room(<0.05, 0.05, 0.055>, <0.16, 0.165, 0.18>)
Softbox(<-34, 22, -30>, <0, 4, 0>, 22, 18, 1.6, <1, 0.975, 0.93>)
Softbox(<34, 20, -26>, <0, 4, 0>, 14, 14, 0.22, <0.86, 0.92, 1>)

#declare f_noise = function { internal(76) }
#declare f_ring = function(x, y, z, s, k) {
  f_noise((sqrt(x*x + z*z) + 0.012 * f_noise(x * 0.7, k, z * 0.7)) * s, k, k * 1.7)
}
#macro EndPaper(K)
  texture {
    pigment {
      function { 0.55 * f_ring(x, y, z, 22, K) + 0.3 * f_ring(x, y, z, 75, K + 3) + 0.15 * f_ring(x, y, z, 5, K + 7) }
      color_map { [0.2 rgb <0.37, 0.345, 0.30>] [0.42 rgb <0.58, 0.555, 0.50>] [0.6 rgb <0.66, 0.635, 0.58>]
        [0.85 rgb <0.72, 0.70, 0.645>] }
    }
    normal { function { f_ring(x, y, z, 45, K) } 0.12 }
    finish { ambient 0 diffuse 0.85 }
  }
#end
#macro SidePaper(K)
  texture {
    pigment {
      function { 0.7 * f_noise(K, y * 2.2, atan2(x, z) * 0.8) + 0.3 * f_noise(x * 2, y * 0.6, z * 2) }
      color_map { [0.2 rgb <0.56, 0.535, 0.475>] [0.8 rgb <0.64, 0.615, 0.555>] }
    }
    normal { bumps 0.03 scale <3, 9, 3> }
    finish { ambient 0 diffuse 0.88 specular 0.05 roughness 0.15 }
  }
#end
#declare Board = texture {
  pigment { granite scale 0.3 color_map { [0 rgb <0.17, 0.10, 0.055>] [1 rgb <0.27, 0.17, 0.10>] } }
  normal { granite 0.08 scale 0.2 }
  finish { ambient 0 diffuse 0.85 }
}
// A reel on its end: axis y, from 0 to H.
#macro Reel(R, H, K)
  union {
    difference {
      cylinder { 0, y * H, R - 0.05 }
      cylinder { -y, y * (H + 1), 0.82 }
      EndPaper(K)
    }
    // The side, with softly rounded edges; slightly shorter so that the end keeps its rings.
    difference {
      union {
        cylinder { y * 0.05, y * (H - 0.05), R }
        torus { R - 0.05, 0.05 translate y * 0.05 }
        torus { R - 0.05, 0.05 translate y * (H - 0.05) }
      }
      cylinder { -y, y * (H + 1), R - 0.06 }
      SidePaper(K)
    }
    difference {
      cylinder { y * -0.001, y * (H + 0.05), 0.82 }
      cylinder { -y, y * (H + 1), 0.66 }
      texture { Board }
    }
  }
#end

object { Reel(5.3, 10.4, 1) rotate y * 40 translate <-8.0, 0, 9.4> }
object { Reel(5.0, 8.6, 5) rotate y * 190 translate <5.6, 0, 9.6> }
union {
  object { Reel(4.6, 8.8, 9) translate y * -4.4 rotate x * 90 rotate z * 70 }
  object {
    #include "reel-tail.inc"
    texture {
      pigment { granite scale 3 color_map { [0 rgb <0.61, 0.585, 0.525>] [1 rgb <0.66, 0.64, 0.58>] } }
      finish { ambient 0 diffuse 0.9 }
    }
  }
  rotate y * -24
  translate <-1.6, 4.62, -4.4>
}
// Concrete.
plane {
  y, 0
  texture {
    pigment {
      average pigment_map {
        [2 bozo scale 9 warp { turbulence 0.5 } color_map { [0 rgb 0.125] [1 rgb 0.21] }]
        [1 granite scale 5 color_map { [0 rgb 0.07] [0.5 rgb 0.18] [1 rgb 0.24] }]
        [1 granite scale 0.6 color_map { [0 rgb 0.13] [1 rgb 0.20] }]
      }
    }
    normal { average normal_map { [1 granite 0.04 scale 0.4] [1 bumps 0.02 scale 2] } }
    finish { ambient 0 diffuse 0.8 specular 0.12 roughness 0.03 reflection { 0.01, 0.14 fresnel on } }
  }
  interior { ior 1.45 }
}
// A lime-washed wall with a joint line.
plane {
  -z, -24
  texture {
    pigment { bozo scale <14, 6, 1> warp { turbulence 0.6 } color_map { [0 rgb <0.30, 0.30, 0.29>] [1 rgb <0.40, 0.395, 0.38>] } }
    normal { average normal_map { [1 granite 0.12 scale 1.5] [1 bumps 0.1 scale 3] } }
    finish { ambient 0 diffuse 0.75 }
  }
}
box { <-60, 0, 23.7>, <60, 1.6, 24> pigment { rgb 0.09 } finish { diffuse 0.7 specular 0.1 } }
camera {
  perspective location <4.5, 15.5, -32> look_at <1.0, 3.35, 2> right x * 1.5 up y angle 42
}
