import fc from 'fast-check'
import { payloadClasses } from './payloads'

const signs = ['<', '>', '"', "'", '`', '=', '/', '&', ';', '&lt;', '&#60;', '<!--', '-->', ']]>', '\0', ' ', '\n', 'x']
const tags =
  '</|<p|<b |<a href=| style=|<svg>|<math>|<style>|</style>|<table>|<td>|</p>|<details>|<blockquote type=cite>| data-quote="rest"|<title>|<select>|<template>|<noscript>'
const probe = { id: 1, js: 'x()', host: 'h.example', url: 'http://h.example' }

/** What is hard to read: pieces of tags, quotes, entities, our own marks, and whole payloads, in any order. */
export const mixtures = fc
  .array(
    fc.oneof(
      fc.constantFrom(...signs, ...tags.split('|')),
      fc.constantFrom(...payloadClasses.flatMap(({ payloads }) => payloads.map(([, html]) => html(probe)))),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 25 },
  )
  .map((pieces) => pieces.join(''))
