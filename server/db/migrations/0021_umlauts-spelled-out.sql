-- As in 0009, but 'Möwe' → 'moewe': letter by letter, so that a part of a name folds to a part of what the name folds to, whatever
-- stands beside it ('äé' was 'a' with its accent gone, and 'aeé' was 'ae'). Its short form is 'mowe', as before.
create or replace function search_folded(said text) returns text language plpgsql immutable parallel safe as $$
declare
  composed text := case when said ~ '[\u0300-\u036f]' then normalize(said, NFC) else said end;
  folded text := replace(replace(replace(replace(lower(composed), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss');
begin
  if octet_length(folded) <> length(folded) then
    folded := translate(lower(regexp_replace(normalize(translate(folded, '’`´', ''''''''), NFKD), '[\u0300-\u036f]+', '', 'g')), 'øłđðıħŧ', 'olddiht');
    folded := replace(replace(replace(replace(folded, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
  end if;
  folded := replace(replace(replace(replace(folded, '''', ''), '.', ' '), '@', ' '), '-', ' ');
  if folded ~ '[^a-z0-9 ]|  ' then folded := regexp_replace(folded, '[\s!-/:-@\[-`{-¿\u2000-\u206f\u3000-\u303f]+', ' ', 'g'); end if;
  return trim(folded);
end $$;
--> statement-breakpoint
select refresh_contact_search(array(select id from contacts order by id));
