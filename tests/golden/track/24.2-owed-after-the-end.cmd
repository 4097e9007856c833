# Closed, but for a debt: it is paid after the end, its interest is owed then, and every paper tells one phase.
cat >"$TMP/loan.ht" <<'X'
contract loan "A loan".
party Bank "the Bank".
party Borrower "the Borrower".
signed 2025-01-12.
in force from 2025-01-12 to 2025-03-31.
late-interest means 0.05 percent of the overdue-amount * days-late.
1.1 Borrower pays Bank 10_000 yuan by 2025-03-31, otherwise Borrower pays Bank the late-interest within 10 days.
X
echo 'id,at,actor,act,to,quantity,unit' >"$TMP/none.csv"
cat >"$TMP/late.csv" <<'X'
id,at,actor,act,to,quantity,unit
e1,2025-04-04,Borrower,pay,Bank,10000,yuan
X
cat >"$TMP/interest.csv" <<'X'
id,at,actor,act,to,quantity,unit
e2,2025-04-06,Borrower,pay,Bank,20,yuan
X
for step in none:2025-04-02 late:2025-04-04 interest:2025-04-06; do
    "$HETONG" track "$TMP/loan.ht" --store "$TMP/loan.db" --events "$TMP/${step%:*}.csv" --as-of "${step#*:}"
    "$HETONG" status "$TMP/loan.ht" --store "$TMP/loan.db" --as-of "${step#*:}" | sed -n 2p
done
