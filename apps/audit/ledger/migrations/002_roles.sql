-- Two roles that nobody logs in as: {{owner}} owns the schema, {{app}} is what
-- audit works as. Whoever migrates is a member of both. An administrator may
-- have made them before.
do $$
declare
    one text;
begin
    foreach one in array array[{{owner_text}}, {{app_text}}] loop
        if not exists (select from pg_roles where rolname = one) then
            execute format('create role %I nologin', one);
        end if;
        if not pg_has_role(current_user, one, 'member') then
            execute format('grant %I to %I', one, current_user);
        end if;
    end loop;
    if not has_database_privilege({{owner_text}}, current_database(), 'create') then
        execute format('grant create on database %I to %I', current_database(), {{owner_text}});
    end if;
end $$;

alter schema audit owner to {{owner}};
alter table audit.migrations owner to {{owner}};
alter table audit.facts owner to {{owner}};
alter table audit.rejects owner to {{owner}};
alter table audit.offsets owner to {{owner}};
alter function audit.only_append() owner to {{owner}};
