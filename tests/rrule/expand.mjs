// What rrule.js makes of recurrence rules. Reads a JSON array of questions
//   { "rule": "FREQ=DAILY", "start": "2026-11-24" or "2026-11-24T17:00[:30]", "limit": 30 }
// from its input and writes a JSON array of answers in the same order,
//   { "occurrences": ["2026-11-24", …] } or { "error": "…" }.
// Times are floating: UTC stands in for the clock on the wall.
import { text } from 'node:stream/consumers'
import rrule from 'rrule'

const { RRule } = rrule

function expand({ rule, start, limit }) {
  const allDay = !start.includes('T')
  const dtstart = new Date(allDay ? `${start}T00:00Z` : `${start}Z`)
  // rrule.js takes an UNTIL date for midnight; a date is the whole day.
  const options = RRule.parseString(rule.replace(/(UNTIL=\d{8})(?!T)/, '$1T235959'))
  const found = []
  if (limit > 0)
    new RRule({ ...options, dtstart }).all((date) => {
      found.push(format(date, allDay))
      return found.length < limit
    })
  return found
}

function format(date, allDay) {
  const iso = date.toISOString()
  if (allDay) return iso.slice(0, 10)
  return iso.slice(17, 19) === '00' ? iso.slice(0, 16) : iso.slice(0, 19)
}

const answers = JSON.parse(await text(process.stdin)).map((question) => {
  try {
    return { occurrences: expand(question) }
  } catch (error) {
    return { error: String(error) }
  }
})
process.stdout.write(JSON.stringify(answers))
