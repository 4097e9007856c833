# Which clause an event names: by its number, one in a row; what names none and is no thing has no effect.
cat >"$TMP/lease.ht" <<'X'
contract lease.
party Owner.
party Tenant.
signed 2026-01-12.
in force from 2026-01-12 to 2026-12-31.
item lathe, lathes.
1.1 Owner delivers 10 lathes to Tenant by 2026-03-31.
1.2 Owner supplies 5 lathes to Tenant by 2026-04-30.
1.3 Tenant may terminate clauses 1.1 and 1.2.
X
for object in '1.1 and 1.2' '"clause 1.1, clause 1.2"' '第1.1条和第1.2条' 'claus 1.1' '1.1'; do
    echo "$object:"
    printf 'id,at,actor,act,object\ne1,2026-02-02,Tenant,terminate,%s\n' "$object" >"$TMP/log.csv"
    "$HETONG" track "$TMP/lease.ht" --store "$TMP/$object.db" --events "$TMP/log.csv" --recorded 2026-02-03 --as-of 2026-02-03 2>&1 |
        sed "s:$TMP/::"
done
