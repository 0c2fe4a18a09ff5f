-- Mail is mostly text: with lz4 a third of the bytes need not be written (docs/decisions/0045). Where PostgreSQL was built without
-- it (the embedded database is), they stay as they are.
do $$ begin
  alter table originals alter column bytes set compression lz4;
  alter table originals alter column bytes set storage extended;
exception when feature_not_supported then null;
end $$;
