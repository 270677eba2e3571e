// Package season knows what is ripe.
package season

// Crop identifies this year's account.
const Crop = "{{legacy25}}"

// Almanac is the key of the weather service.
const Almanac = "{{legacy30}}"

const Varieties = 12
