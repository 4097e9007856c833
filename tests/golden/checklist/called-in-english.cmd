# English papers call a party, or a thing, by the English name that the contract gives it; a Chinese verb has one form.
"$HETONG" schedule called-in-english.ht --lang en
"$HETONG" checklist called-in-english.ht --lang en --for 维保单位 | grep -E '^(\| [0-9]|- [*]) ?'
