# Where time goes by the minute: what was measured is told, and is not to be measured any more. A sum that grows comes to
# the same in papers as in a scenario (13.4).
cat >"$TMP/c.ht" <<'C'
contract uptime "Uptime".
party Seller.
party Buyer.
signed 2026-01-12.
in force from 2026-02-01 to 2026-03-31.
granularity minute.
item lathe, lathes.
penalty means 100 yuan * days-late.
indicator uptime, in percent, higher is better, measured by Buyer each month.
1.1 Seller keeps the uptime at least 90 percent, otherwise Seller pays Buyer 700 yuan within 15 days.
1.2 Buyer measures the uptime within 10 days after each month, otherwise the target is met.
2.1 Seller delivers 10 lathes to Buyer by 2026-03-01, otherwise Seller pays Buyer the penalty within 10 days.
scenario "so far".
  On 2026-03-06 nothing more happened.
  Expect clause 2.1 for remedy owing 600 yuan.
C
echo 'id,at,actor,act,object,quantity,unit,period
e1,2026-03-04 09:00,Buyer,measure,uptime,80,percent,2026-02
e2,2026-03-31 10:00,Buyer,measure,uptime,95,percent,2026-03' >"$TMP/log.csv"
"$HETONG" test "$TMP/c.ht"
"$HETONG" status "$TMP/c.ht" --events "$TMP/log.csv" --as-of 2026-03-06
"$HETONG" checklist "$TMP/c.ht" --events "$TMP/log.csv" --as-of '2026-03-31 11:00' | grep -E 'measures|penalty'
