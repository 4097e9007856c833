# Whom a notice or a letter goes to is said with it, and how far an extension goes before that.
for lang in en zh; do
    "$HETONG" schedule ../../conformance/notice-to.ht --lang $lang
done
