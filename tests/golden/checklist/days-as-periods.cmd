# A period of one day is called by that day, a longer one by the day from which it goes on; written notice, in Chinese, too.
for lang in en zh; do
    "$HETONG" schedule days-as-periods.ht --lang $lang
done
