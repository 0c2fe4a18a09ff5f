import { z } from 'zod'
import { route } from './route'
import { id, line, lines, page, paged, smallId, teamRef, version } from './shapes'

const language = z.string().regex(/^[a-z]{2}$/)
const text = lines(20_000).pipe(z.string().min(1))
/** 'me': the caller's own; 'team': of one team; 'all': of everybody. */
const of = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('me') }),
  z.strictObject({ kind: z.literal('team'), teamId: smallId }),
  z.strictObject({ kind: z.literal('all') }),
])
export type SnippetOwner = z.output<typeof of>

const fields = { name: line(120), shortcut: line(30).nullable(), language, folder: line(120).nullable(), text, of }

/** A part of a mail (Textbaustein): plain text; an empty line is a new paragraph. */
export const snippet = z.object({
  id,
  name: z.string(),
  shortcut: z.string().nullable(),
  language,
  folder: z.string().nullable(),
  text: z.string(),
  /** The caller's own. */
  own: z.boolean(),
  /** Null, and not the caller's own: everybody's. */
  team: teamRef.nullable(),
  version,
  deleted: z.boolean(),
  mayChange: z.boolean(),
  /** How often the caller put it into a draft. */
  used: z.int(),
})
export type SnippetAnswer = z.input<typeof snippet>

const snippetParams = z.object({ snippetId: id })
const problems = ['record-unknown', 'changed-meanwhile', 'not-allowed'] as const
const textProblems = ['snippet-placeholder-unknown'] as const

export const snippetRoutes = {
  listSnippets: route({
    method: 'GET',
    path: '/api/snippets',
    summary: {
      de: 'Textbausteine, die meistbenutzten zuerst; Suche nach ein paar Buchstaben',
      en: 'Snippets, most used first; search by a few letters',
    },
    permission: 'signed-in',
    changes: false,
    query: z.object({
      ...page,
      q: z.string().max(200).optional(),
      language: language.optional(),
      folder: z.string().max(120).optional(),
    }),
    answer: paged(snippet),
    example: { as: 'nora', query: { q: 'bestä' } },
  }),
  getSnippet: route({
    method: 'GET',
    path: '/api/snippets/:snippetId',
    summary: { de: 'Ein Textbaustein', en: 'A snippet' },
    permission: 'signed-in',
    changes: false,
    params: snippetParams,
    answer: snippet,
    problems: ['record-unknown'],
    example: { as: 'nora', params: { snippetId: '@snippet/bestaetigung' } },
  }),
  addSnippet: route({
    method: 'POST',
    path: '/api/snippets',
    summary: { de: 'Textbaustein anlegen; eigene darf jeder', en: 'Add a snippet; everybody may have own ones' },
    permission: 'signed-in',
    changes: true,
    makes: true,
    body: z.strictObject({ ...fields, shortcut: fields.shortcut.default(null), folder: fields.folder.default(null) }),
    answer: snippet,
    problems: ['record-unknown', 'not-allowed', ...textProblems],
    example: {
      as: 'nora',
      body: {
        name: 'Rückruf',
        shortcut: 'rr',
        language: 'de',
        text: '{{kontakt.anrede}},\n\nich rufe Sie heute zurück.',
        of: { kind: 'me' },
      },
    },
  }),
  changeSnippet: route({
    method: 'PATCH',
    path: '/api/snippets/:snippetId',
    summary: { de: 'Textbaustein ändern', en: 'Change a snippet' },
    permission: 'signed-in',
    changes: true,
    params: snippetParams,
    body: z.strictObject({
      version,
      name: fields.name.optional(),
      shortcut: fields.shortcut.optional(),
      language: language.optional(),
      folder: fields.folder.optional(),
      text: text.optional(),
      of: of.optional(),
    }),
    answer: snippet,
    problems: [...problems, ...textProblems],
    example: { as: 'ruth', params: { snippetId: '@snippet/dank' }, body: { version: 1, name: 'Dank für die Nachricht' } },
  }),
  deleteSnippet: route({
    method: 'POST',
    path: '/api/snippets/:snippetId/deletion',
    summary: { de: 'Textbaustein löschen', en: 'Delete a snippet' },
    permission: 'signed-in',
    changes: true,
    params: snippetParams,
    body: z.strictObject({ version }),
    answer: snippet,
    problems,
    example: { as: 'ruth', params: { snippetId: '@snippet/faxhinweis' }, body: { version: 1 } },
  }),
  undeleteSnippet: route({
    method: 'DELETE',
    path: '/api/snippets/:snippetId/deletion',
    summary: { de: 'Löschen rückgängig machen', en: 'Undo the deletion' },
    permission: 'signed-in',
    changes: true,
    params: snippetParams,
    answer: snippet,
    problems: ['record-unknown', 'not-allowed'],
    example: { as: 'ruth', params: { snippetId: '@snippet/sommergruss' } },
  }),
  fillSnippet: route({
    method: 'POST',
    path: '/api/snippets/:snippetId/filling',
    summary: { de: 'Textbaustein mit Kontakt, Vorgang und Nutzer gefüllt', en: 'Snippet filled from contact, case and user' },
    permission: 'signed-in',
    changes: true,
    params: snippetParams,
    body: z.strictObject({
      contactId: id.optional(),
      caseId: id.optional(),
      opportunityId: id.optional(),
      /** It goes into a draft: counts as a use. False: only shown. */
      inserted: z.boolean().default(false),
    }),
    /** `html` is the text in paragraphs. Placeholders that nothing was found for stay as they are and are listed. */
    answer: z.object({ text: z.string(), html: z.string(), unfilled: z.array(z.string()) }),
    problems: ['record-unknown'],
    example: {
      as: 'nora',
      params: { snippetId: '@snippet/bestaetigung' },
      body: { contactId: '@contact/anna', caseId: '@case/abo-umstellung', inserted: true },
    },
  }),
}
