-- An actor's head may only go forward, one save at a time. Dapr saves actor
-- state without comparing it to what is there, so a host that was paused and
-- replaced would overwrite its successor; here Postgres refuses it, and with
-- it the whole transaction.
--
-- The revision stands in the first bytes of every head (doc.go), so that
-- reading it costs the same however long the head is.

create or replace function errand_head_revision(value bytea) returns bigint
language sql immutable as $$
  select substring(encode(substring(value from 1 for 64), 'escape') from '^\{"format":\d+,"revision":(\d+),')::bigint
$$;

create or replace function errand_fence() returns trigger
language plpgsql as $$
declare
  stored bigint := 0;
  given  bigint := errand_head_revision(new.value);
begin
  -- A host that freezes in the middle of its transaction holds the row. Its
  -- successor is not to wait for it for longer than this.
  perform set_config('idle_in_transaction_session_timeout', '3s', true);

  if tg_op = 'UPDATE' then
    stored := errand_head_revision(old.value);
  end if;
  if given is distinct from stored + 1 then
    raise exception 'errand: stale head: % is at revision %, and % was to follow', new.key, stored, given
      using errcode = 'ER409';
  end if;
  return new;
end
$$;

create or replace trigger errand_fence_update before update on state
  for each row when (new.key like '%||TaskList||%||head' or new.key like '%||Conversation||%||head')
  execute function errand_fence();

-- After, not before: an upsert of a row that exists fires "before insert" too.
create or replace trigger errand_fence_insert after insert on state
  for each row when (new.key like '%||TaskList||%||head' or new.key like '%||Conversation||%||head')
  execute function errand_fence();
