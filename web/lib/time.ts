/** Times in words. Instants are the wire's, in UTC; people read them in the board's zone. */
import * as m from './paraglide/messages.js'
import { getLocale } from './paraglide/runtime.js'
import type { Instant } from './wire'

const formats = new Map<string, Intl.DateTimeFormat>()

function format(tz: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const language = getLocale() === 'de' ? 'de-DE' : 'en-GB'
  const key = `${language} ${tz} ${JSON.stringify(options)}`
  const made = formats.get(key) ?? new Intl.DateTimeFormat(language, { timeZone: tz, ...options })
  formats.set(key, made)
  return made
}

/** The time of day, such as 19:00. */
export function timeOfDay(instant: Instant, tz: string): string {
  return format(tz, { hour: '2-digit', minute: '2-digit' }).format(Date.parse(instant))
}

/** Two times of day, such as 19:00–19:35. */
export function timeSpan(slot: { starts: Instant; ends: Instant }, tz: string): string {
  return `${timeOfDay(slot.starts, tz)}–${timeOfDay(slot.ends, tz)}`
}

/** A day and a time, such as Freitag, 27. Juni, 23:59. */
export function dayAndTime(instant: Instant, tz: string): string {
  return format(tz, { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }).format(
    Date.parse(instant),
  )
}

/** Whether two times, in milliseconds or as instants, fall on the same day in a zone. */
export function isSameDay(one: Instant | number, other: Instant | number, tz: string): boolean {
  const day = format(tz, { year: 'numeric', month: '2-digit', day: '2-digit' })
  return day.format(new Date(one)) === day.format(new Date(other))
}

/**
 * What is left, in words: whole minutes, begun ones counted, and minutes with seconds for the last two.
 *
 * @param milliseconds what is left; nothing or less is "it is over"
 */
export function timeLeft(milliseconds: number): string {
  if (milliseconds <= 0) return m.time_over()
  const seconds = Math.ceil(milliseconds / 1000)
  if (seconds > 120) return m.time_left_minutes({ minutes: String(Math.ceil(seconds / 60)) })
  return m.time_left_seconds({ time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` })
}
