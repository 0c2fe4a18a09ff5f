import type { CaseRecord } from '@postakte/shared/api/case-shapes'
import { casesRoutes } from '@postakte/shared/api/cases'
import { peopleRoutes } from '@postakte/shared/api/people'
import { teamRoutes } from '@postakte/shared/api/teams'
import { useState } from 'react'
import { useNavigation } from '../app/navigation'
import { useAllTexts } from '../app/use-all-texts'
import { useAnswer } from '../app/use-answer'
import { callOf, useDeed } from '../app/use-deed'
import { Loaded } from '../parts/loaded'
import { PickList } from '../parts/pick-list'
import { ScreenTop } from '../parts/screen-top'
import { SearchField } from '../parts/search-field'
import { Trouble } from '../parts/trouble'

/** A case to a colleague or to a team, by one click. */
export function AssignScreen({ caseId }: { readonly caseId: string }) {
  const { say } = useAllTexts()
  const asked = useAnswer(casesRoutes.getCase, { params: { caseId } })
  return (
    <main className="screen">
      <ScreenTop title={say('assign')} focus={false} />
      <Loaded asked={asked}>{(record) => <Assign record={record} />}</Loaded>
    </main>
  )
}

type Assignment = { readonly teamId: number | null } | { readonly assigneeId: number | null }

function Assign({ record: { id, title, version, assignee, team } }: { readonly record: CaseRecord }) {
  const { back } = useNavigation()
  const { say, problem } = useAllTexts()
  const [typed, type] = useState('')
  const { people, failed: noPeople, settled: knowsPeople } = usePeople(typed, assignee?.id)
  const { teams, failed: noTeams, settled: knowsTeams } = useTeams(typed, team?.id)
  const { busy, error, act } = useDeed()
  const failed = error ?? noPeople ?? noTeams
  const params = { caseId: id }
  const assign = async (to: Assignment, before: Assignment, name: string) => {
    const done = await act({
      route: 'assignCase',
      input: { params, body: { version, ...to } },
      label: title,
      done: say('assignedTo', { title, name }),
      // Who gave it away may no longer see it: then it is no longer theirs to take back.
      undo: (now) => now.case && callOf('assignCase', { params, body: { version: now.case.version, ...before } }),
    })
    if (done) back()
  }
  const toPerson = (key: string) =>
    void assign(
      { assigneeId: key === '' ? null : Number(key) },
      { assigneeId: assignee?.id ?? null },
      people.find((one) => one.key === key)!.title,
    )
  const toTeam = (key: string) =>
    void assign({ teamId: key === '' ? null : Number(key) }, { teamId: team?.id ?? null }, teams.find((one) => one.key === key)!.title)
  const first = () => (people[0] ? toPerson(people[0].key) : teams[0] && toTeam(teams[0].key))
  return (
    <section aria-busy={busy}>
      <strong>{title}</strong>
      <p className="quiet">{[assignee?.name ?? say('nobody'), team?.name].filter((one) => one).join(' · ')}</p>
      {failed !== null && <Trouble>{problem(failed)}</Trouble>}
      <SearchField focus label={say('searchColleague')} value={typed} change={type} settled={knowsPeople && knowsTeams} takeFirst={first}>
        {people.length > 0 && <PickList label={say('colleagues')} items={people} pick={toPerson} disabled={busy} />}
        {teams.length > 0 && (
          <>
            <h2>{say('teams')}</h2>
            <PickList label={say('teams')} items={teams} pick={toTeam} disabled={busy} />
          </>
        )}
        {people.length + teams.length === 0 && <p className="quiet">{say('searchNothing')}</p>}
      </SearchField>
    </section>
  )
}

const matches = (name: string, typed: string) => name.toLowerCase().includes(typed.trim().toLowerCase())

function usePeople(typed: string, now: number | undefined) {
  const { say, day } = useAllTexts()
  const { data, error } = useAnswer(peopleRoutes.listUsers, { query: { limit: 200 } })
  const users = (data?.items ?? []).filter(({ id, name }) => id !== now && matches(name, typed))
  const nobody = now === undefined || typed !== '' ? [] : [{ key: '', title: say('toNobody'), detail: '' }]
  const found = users.slice(0, 12).map(({ id, name, teams, absence }) => ({
    key: String(id),
    title: name,
    detail: absence && isNow(absence) ? say('awayUntil', { day: day(absence.until) }) : teams.map((one) => one.name).join(', '),
  }))
  return { people: [...found, ...nobody], failed: error, settled: data !== undefined || error !== null }
}

function useTeams(typed: string, now: number | undefined) {
  const { say } = useAllTexts()
  const { data, error } = useAnswer(teamRoutes.listTeams, {})
  const teams = (data?.items ?? []).filter(({ id, name }) => id !== now && matches(name, typed))
  const none = now === undefined || typed !== '' ? [] : [{ key: '', title: say('noTeam'), detail: '' }]
  const found = teams.map(({ id, name, closed }) => ({ key: String(id), title: name, detail: closed ? say('closedTeam') : '' }))
  return { teams: [...found, ...none], failed: error, settled: data !== undefined || error !== null }
}

function isNow({ from, until }: { readonly from: string; readonly until: string }): boolean {
  const today = new Date().toISOString().slice(0, 10)
  return from <= today && today <= until
}
