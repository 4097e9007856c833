for lang in en zh; do
    "$HETONG" checklist --for 乙方 --lang $lang "$1.ht" | grep '^- \|^| [0-9]'
done
