# What no clause counts is named, and counted; what is mistyped ends the run with 1, by each way of asking.
cd "$TMP" || exit 1
cat >sale.ht <<'END'
contract sale "Sale of lathes" "车床买卖".
party Seller "the Seller" "卖方".
party Buyer "the Buyer" "买方".
in force from 2026-01-01 to 2026-12-31.
item lathe, lathes "车床".
item saw, saws "锯床".
1.1 Seller delivers 12 lathes to Buyer by 2026-06-30.
END
cat >noted.csv <<'END'
id,at,actor,act,to,object,quantity
e1,2026-02-01,Seller,deliver,Buyer,lathes,2
e2,2026-02-02,Seller,deliver,Buyer,saws,2
e3,2026-02-03,Buyer,deliver,Seller,lathes,2
e4,2026-02-04,Seller,send,Buyer,lathes,2
END
cat >typed.csv <<'END'
id,at,actor,act,to,object,quantity
f1,2026-02-05,Seler,deliver,Buyer,lathes,2
END
run() {
    "$HETONG" "$@"
    echo "= $?"
}
run track sale.ht --store s.db --events noted.csv --as-of 2026-02-10
run track sale.ht --store s.db --events noted.csv --as-of 2026-02-10 --quiet --lang zh
run status sale.ht --store s.db --as-of 2026-02-10
run track sale.ht --store s.db --events typed.csv --as-of 2026-02-10
run track sale.ht --store s.db --events typed.csv --as-of 2026-02-10 --format json | tail -n 1
run status sale.ht --events typed.csv --as-of 2026-02-10 --lang zh | sed '/^$/,/^--/d'
{
    echo 'id,at,actor,act,object,quantity'
    for i in $(seq 22); do echo "m$i,2026-02-06,Buyer,deliver,saws,1"; done
} >many.csv
run track sale.ht --store s.db --events many.csv --as-of 2026-02-10 | tail -n 4
