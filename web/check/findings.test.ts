import { describe, expect, it } from 'vitest'

import { clock, encrypted, lived, reached, verdict } from './findings'

const quick = { opened: 20, roundTrips: [9, 12, 30], ahead: 120 }

describe('the check in the hall', () => {
  it('is content where all gets through', () => {
    const findings = [reached(80), lived(quick), encrypted('https:'), clock(quick.ahead)]
    expect(findings.map((finding) => finding.grade)).toEqual(['good', 'good', 'good', 'good'])
    expect(verdict(findings).grade).toBe('good')
  })

  it('says what to do where nothing does', () => {
    const findings = [reached(null), lived(null)]
    expect(findings.every((finding) => finding.grade === 'bad' && finding.advice !== '')).toBe(true)
    expect(verdict(findings).grade).toBe('bad')
  })

  it('tells slow, unencrypted and wrong clocks apart from broken', () => {
    const findings = [reached(9000), lived({ ...quick, roundTrips: [900] }), encrypted('http:'), clock(-90_000)]
    expect(findings.map((finding) => finding.grade)).toEqual(['poor', 'poor', 'poor', 'poor'])
    expect(verdict(findings).grade).toBe('poor')
  })
})
