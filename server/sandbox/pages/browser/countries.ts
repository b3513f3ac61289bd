/** Countries and territories that cards are issued in. */
const codes =
  'AD AE AF AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BQ BR BS BT BW BY BZ CA CD CF CG CH CI CK CL CM CN CO CR CV CW CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GW GY HK HN HR HT HU ID IE IL IM IN IQ IS IT JE JM JO JP KE KG KH KI KM KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MK ML MM MN MO MQ MR MS MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NR NZ OM PA PE PF PG PH PK PL PM PR PS PT PY QA RE RO RS RU RW SA SB SC SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SZ TC TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VN VU WS XK YE YT ZA ZM ZW'.split(
    ' ',
  )

/** By their names in the reader's language, in its order. */
export function countriesIn(locale: string): readonly { code: string; name: string }[] {
  const names = new Intl.DisplayNames([locale, 'en'], { type: 'region' })
  return codes
    .map(code => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, locale))
}

/** Countries where a card's postal code is checked, so that it is asked for. */
export const asksPostalCode = (country: string): boolean => ['US', 'CA', 'GB', 'PR'].includes(country)

/** The country of a locale such as `de-AT`, as a first guess. */
export function countryOf(locale: string): string {
  const region = new Intl.Locale(locale).maximize().region ?? ''
  return codes.includes(region) ? region : 'US'
}
