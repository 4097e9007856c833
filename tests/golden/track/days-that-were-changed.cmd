# The days of the calendar are signed with the contract: with another day it is another contract.
cat >"$TMP/contract.ht" <<'END'
contract sale.
party Seller.
party Buyer.
signed 2026-01-12.
in force from 2026-01-12 to 2026-10-31.
item lathe, lathes.
calendar works like five-day-week, with days "days.csv".
calendar works.
Deadlines roll forward.
1.1 Seller delivers 10 lathes to Buyer by 2026-05-01.
END
printf 'date,is,name\n2026,known,\n2026-05-01,holiday,Labour Day\n' >"$TMP/days.csv"
printf 'id,at,actor,act,to,object,quantity\ne1,2026-05-04,Seller,deliver,Buyer,lathes,10\n' >"$TMP/log.csv"
"$HETONG" track "$TMP/contract.ht" --store "$TMP/store" --events "$TMP/log.csv" --recorded 2026-05-05 --as-of 2026-05-05
# the name of a holiday is for people
printf 'date,is,name\n2026,known,\n2026-05-01,holiday,May Day\n' >"$TMP/days.csv"
"$HETONG" status "$TMP/contract.ht" --store "$TMP/store" --as-of 2026-05-05 --all | tail -3
printf 'date,is,name\n2026,known,\n2026-05-02,holiday,Labour Day\n' >"$TMP/days.csv"
"$HETONG" status "$TMP/contract.ht" --store "$TMP/store" --as-of 2026-05-05
