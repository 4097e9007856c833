# A part says its own time first; an effort says at what, in Chinese, too; a statement can be found false until a day.
for lang in en zh; do
    "$HETONG" schedule efforts-parts-statements.ht --lang $lang
done
