"""The 8-bit encodings that Vietnamese was typed in before Unicode, as tables, and the syllables that prove one.

Sources: TCVN 5712:1993 (VN3, the ".Vn..." fonts); the VNI double-byte table for Windows ("VNI-..." fonts).
Both are given as the Latin-1 characters that their bytes show as when the font is missing.
"""

from __future__ import annotations

_LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"  # every lower-case letter with a mark
_TCVN3_LOWER = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ"  # in the order of _LETTERS
# Capitals: only those without a tone have codes; a tone on a capital is typed with the small letter's code.
_TCVN3_UPPER = dict(zip("¡¢£¤¥¦§", "ĂÂÊÔƠƯĐ", strict=True))
TCVN3: dict[str, str] = {**dict(zip(_TCVN3_LOWER, _LETTERS, strict=True)), **_TCVN3_UPPER}

_TONES = "øùûõï"  # huyền, sắc, hỏi, ngã, nặng: after the vowel that bears them
_VNI_MARKS = (
    ("a", _TONES, "àáảãạ"),
    ("a", "êèéúüë", "ăằắẳẵặ"),
    ("a", "âàáåãä", "âầấẩẫậ"),
    ("e", _TONES, "èéẻẽẹ"),
    ("e", "âàáåãä", "êềếểễệ"),
    ("o", _TONES, "òóỏõọ"),
    ("o", "âàáåãä", "ôồốổỗộ"),
    ("ô", _TONES, "ờớởỡợ"),
    ("u", _TONES, "ùúủũụ"),
    ("ö", _TONES, "ừứửữự"),
    ("y", "øùûõ", "ỳýỷỹ"),
)
_VNI_ALONE = dict(zip("ñìíæóòôöî", "đìíỉĩịơưỵ", strict=True))
_VNI_LOWER = {
    **{base + mark: letter for base, marks, letters in _VNI_MARKS for mark, letter in zip(marks, letters, strict=True)},
    **_VNI_ALONE,
}
VNI: dict[str, str] = {
    **_VNI_LOWER,
    **{code.upper(): letter.upper() for code, letter in _VNI_LOWER.items()},
    **{code[0].upper() + code[1:]: letter.upper() for code, letter in _VNI_LOWER.items()},
}

ALPHABET = _LETTERS + _LETTERS.upper()

# A Vietnamese syllable is an onset and a rhyme; these are all in use, without tones.
_ONSET_LIST = "b c ch d đ g gh gi h k kh l m n nh ng ngh p ph qu r s t th tr v x"
ONSETS = _ONSET_LIST.split()
_RHYME_LIST = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong "
    "ooc op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh uêu ui um un ung "
    "uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưng ươc ươi ươm "
    "ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu ych ynh yt"
)
RHYMES = _RHYME_LIST.split()
# An onset is spelled so only before these vowels (front), or only before the others.
FRONT_VOWELS = "eêiy"
ONLY_BEFORE_FRONT = frozenset({"k", "gh", "ngh"})
NEVER_BEFORE_FRONT = frozenset({"c", "ng"})

# Fonts whose letters are in one of these encodings, by how their names begin (lower case).
FONT_PREFIXES = ((".vn", "TCVN3"), ("vni-", "VNI"))
CAPITAL_FONT_ENDING = "h"  # ".VnTimeH" shows small letters as capitals
