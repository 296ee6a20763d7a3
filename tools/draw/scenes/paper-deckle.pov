// Handmade sheets in a stack, deckle edges towards us.
#include "shop.inc"
Bounce()
Room(<0.05, 0.048, 0.045>, <0.20, 0.20, 0.205>)
Softbox(<-24, 9, 4>, <0, 1, 4>, 10, 7, 1.75, <1, 0.965, 0.91>)
Softbox(<22, 18, -20>, <0, 0, 0>, 12, 12, 0.25, <0.86, 0.93, 1>)
#declare Rag = texture {
  pigment { average pigment_map {
    [1 granite scale 2.5 color_map { [0 rgb <0.66, 0.635, 0.575>] [1 rgb <0.735, 0.715, 0.665>] }]
    [1 bozo scale 0.12 color_map { [0 rgb <0.67, 0.645, 0.59>] [1 rgb <0.73, 0.71, 0.66>] }] } }
  normal { average normal_map { [1 granite 0.12 scale 0.9] [1 bumps 0.10 scale 0.14] } }
  finish { ambient 0 diffuse 0.9 }
}
#include "deckle-stack.inc"
object {
  Soft(<-60, -3, -40>, <60, 0, 50>, 0.3)
  Wood(Walnut_D * 1.5, Walnut_M * 1.5, Walnut_L * 1.5, 0.2)
}
plane { -z, -60 pigment { rgb <0.12, 0.115, 0.11> } finish { ambient 0 diffuse 0.7 } }
camera { perspective location <1.5, 12.5, -25> look_at <0.1, 0.6, 0.4> right x * 4 / 3 up y angle 51 }
