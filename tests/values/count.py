"""What the checks of values share: comparisons, counted."""


class Count:
    """Comparisons, in areas: an area passes if all of its comparisons do."""
    passed = failed = compared = differ = 0

    @classmethod
    def compare(cls, what, got, want):
        cls.compared += 1
        if got == want:
            return
        cls.differ += 1
        if cls.differ <= 20:
            print(f'{what}: got {got}, expected {want}')

    @classmethod
    def area(cls, check, *arguments):
        before = cls.differ
        check(*arguments)
        if cls.differ == before:
            cls.passed += 1
        else:
            cls.failed += 1
