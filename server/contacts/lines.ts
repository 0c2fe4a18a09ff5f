/** Columns of a contact in a list; `c` is the contact, `lineJoins` bring the rest. */
export const lineColumns = `c.id::text as id, c.kind, c.number, c.name, c.stage, c.active,
  case when k.id is not null then jsonb_build_object('id', k.id::text, 'kind', k.kind, 'number', k.number, 'name', k.name) end as company,
  case when u.id is not null then jsonb_build_object('id', u.id, 'name', u.name) end as owner,
  (select a.address from contact_addresses a where a.contact_id = c.id order by a.position, a.address limit 1) as address,
  (select p.phone from contact_phones p where p.contact_id = c.id order by p.position, p.phone limit 1) as phone`
export const lineJoins = `left join contacts k on k.id = c.company_id left join users u on u.id = c.owner_id`
