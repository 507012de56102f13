# Files embedded byte by byte; assets.cpp gives them names.
.macro asset name, file
  .global nuzuh_asset_\name
  .global nuzuh_asset_\name\()_end
nuzuh_asset_\name:
  .incbin "\file"
nuzuh_asset_\name\()_end:
  .byte 0
.endm

.section .rodata
asset admin1, "data/basemap/syria_admin1.geojson"
asset countries, "data/basemap/countries.geojson"
asset rivers, "data/basemap/rivers.geojson"
asset lakes, "data/basemap/lakes.geojson"
asset admin_names, "data/basemap/syria_admin_names.csv"
asset arabic_regular, "data/fonts/noto-sans-arabic-Regular.woff2"
asset arabic_bold, "data/fonts/noto-sans-arabic-Bold.woff2"
asset latin_regular, "data/fonts/noto-sans-Regular.woff2"
asset latin_bold, "data/fonts/noto-sans-Bold.woff2"
asset style, "nuzuh/publish/page/brief.css"
asset script, "nuzuh/publish/page/brief.js"
.section .note.GNU-stack,"",%progbits
