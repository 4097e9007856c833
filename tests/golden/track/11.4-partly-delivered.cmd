# Why a breach is on record, while some of it awaits its answer or its rework, after an answer that came behind the due
# day, where what was rejected came late, and where the answer itself had to be there.
echo 'id,at,actor,act,object,quantity
d,2026-04-28,Seller,deliver,lathes,6
s,2026-04-29,Seller,deliver,press,
p,2026-05-02,Seller,deliver,pump,
r,2026-05-03,Buyer,reject,lathes,2
q,2026-05-04,Buyer,reject,pump,' >"$TMP/log.csv"
says() { # base, day, language
    "$HETONG" status "$1.contract" --events "$TMP/log.csv" --as-of "$2" --lang "$3" | grep '^    .*2026-04-30'
}
for lang in en zh; do
    says "$1" 2026-04-30 $lang
    says "$1" 2026-05-03 $lang
    says "$1" 2026-05-04 $lang
done
