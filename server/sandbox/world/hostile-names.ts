const rightToLeftOverride = '\u202E'
const zeroWidth = '\u200B'

/** Names that a careless program would run, break by, or show as something else. */
export const hostileNames: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '<script>alert("name")</script>',
  '"><svg/onload=alert(1)>',
  "Robert'); DROP TABLE customers;--",
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("https://evil.example","Refund")',
  '+1+1',
  '@SUM(1+1)*cmd',
  '-2+3+cmd',
  `Ana${rightToLeftOverride}gnp.tnega`,
  `Mia${zeroWidth}Field`,
  '{{constructor.constructor("return 1")()}}',
  '#{7*7}',
  '../../etc/passwd',
  'null',
  'undefined',
  'true',
  '0',
  'O"Brien \\ Sons',
  'email:"a" OR name~"aaa"',
  '👩‍👩‍👧‍👦 The Coffees ☕️',
  'Z̸̢͓͝a̷̻͊l̴̘̾g̵̳͝o̶̖͠ Fan',
  'ﷺ ﷽ Ligature',
  'Maximiliane-Wilhelmine von und zu Hohenlohe-Waldenburg-Schillingsfürst-Bartenstein-Jagstberg, geborene Prinzessin zu Sayn-Wittgenstein-Berleburg-Ludwigsburg, Inhaberin der Kaffeerösterei am Alten Markt und Söhne Gesellschaft mit beschränkter Haftung',
  'W'.repeat(200),
  'Tab\tand\nnewline',
]
