# No command writes over a file that it reads: by whatever name it is given, whatever it is read as.
cd "$TMP" || exit 1
printf 'item lathe, lathes.\nprice means 500 yuan.\n' >words.ht
printf 'date,is\n2026,known\n2026-01-01,holiday\n' >days.csv
{
    printf 'use "words.ht".\ncontract sale.\nparty Seller.\nparty Buyer.\n'
    printf 'in force from 2026-01-01 to 2026-12-31.\ncalendar works like seven-day, with days "days.csv".\n'
    printf '1.1 Buyer pays Seller the price by 2026-06-30.\n'
} >sale.ht
{
    printf 'use "sale.ht".\namendment 1 "More time" to sale, signed 2026-02-10, effective from 2026-02-15.\n'
    printf 'clause 1.1 now reads: Buyer pays Seller the price by 2026-09-30.\n'
} >more.ht
printf 'id,at,actor,act,to,quantity,unit\ne1,2026-02-01,Buyer,pay,Seller,500,yuan\n' >log.csv
printf 'clause,owner\n1.1,W\n' >owners.csv
ln -s sale.ht link.ht
ln log.csv again.csv
mkdir folder
ln -s ../store.db folder/link.db
"$HETONG" track sale.ht --store store.db --events log.csv --as-of 2026-02-01 --quiet || exit
sha256sum ./*.ht ./*.csv ./*.db >before

refused() {
    echo "$*" >&2
    "$HETONG" "$@"
    status=$?
    [ $status -eq 2 ] || echo "exit $status" >&2
}

refused checklist sale.ht -o sale.ht
refused checklist link.ht -o sale.ht
refused schedule sale.ht -o ./link.ht
refused schedule sale.ht -o words.ht
refused schedule sale.ht -o days.csv
refused schedule more.ht -o sale.ht
refused checklist sale.ht --owners owners.csv -o owners.csv
refused status sale.ht --store store.db -o store.db
refused status sale.ht --store store.db -o folder/link.db
refused status sale.ht --store folder/link.db -o store.db-wal
refused status sale.ht --events log.csv -o log.csv
refused status sale.ht --events log.csv -o again.csv
refused status sale.ht --events - -o log.csv <log.csv
refused track sale.ht --store store.db --events log.csv -o log.csv
refused track sale.ht --store new.db --events log.csv -o new.db
refused track sale.ht --store sale.ht
refused track sale.ht --store log.csv --events log.csv
refused check sale.ht --format json -o sale.ht
refused fmt sale.ht -o sale.ht
refused fmt more.ht --conformed -o sale.ht
refused dump tree sale.ht -o sale.ht
refused dump machine sale.ht -o words.ht
cp sale.ht sale.h
refused build sale.h -o sale.o
sha256sum -c --quiet before
ls
"$HETONG" checklist sale.ht --format csv -o checklist.csv && test -s checklist.csv
