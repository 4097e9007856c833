cd "$TMP" || exit 1
cat > sale.ht <<'END'
contract sale "Sale of pumps" "水泵买卖".
party Seller "the Seller" "卖方".
party Buyer "the Buyer" "买方".
party Expert "the Expert" "专家", an outsider.
in force from 2026-02-01 to 2026-12-31.
item pump, pumps "水泵".
1.1 Seller delivers 5 pumps to Buyer by 2026-03-31.
1.2 When clause 1.1 is fulfilled, Buyer pays Seller 9_000 yuan within 30 days.
END
cat > march.csv <<'END'
id,at,actor,act,to,object,quantity,re
d1,2026-03-20,Seller,deliver,Buyer,pumps,5,
x1,2026-03-25,Buyer,dispute,,,,d1
x2,2026-03-25,Expert,dispute,,,,d1
x3,2026-03-25,Buyer,dispute,,,,d9
END
cat > may.csv <<'END'
id,at,actor,act,re
o1,2026-05-10,Expert,overturn,d1
END
"$HETONG" track sale.ht --store s.db --events march.csv --recorded 2026-03-25 --as-of 2026-03-28
"$HETONG" status sale.ht --store s.db --as-of 2026-03-28
"$HETONG" status sale.ht --store s.db --as-of 2026-04-02 --lang zh
"$HETONG" checklist sale.ht --store s.db --as-of 2026-03-28 --for Buyer --format csv
"$HETONG" track sale.ht --store s.db --events may.csv --recorded 2026-05-10 --as-of 2026-05-12
"$HETONG" status sale.ht --store s.db --as-of 2026-05-12
"$HETONG" status sale.ht --store s.db --as-of 2026-05-12 --known-at 4
