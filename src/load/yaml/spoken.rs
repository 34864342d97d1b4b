//! The words of YAML files in Vietnamese, for whoever thinks of a field or a choice by its meaning.
//! Without marks they are the same. The words of tables stand in [`tables`](crate::tables).

use std::{collections::BTreeMap, sync::LazyLock};

use crate::model::fold;

/// A word of a file, and what people call it; the first of these is shown in messages.
type Called = (&'static str, &'static [&'static str]);

/// The choices of each field.
const CHOICES: &[(&str, &[Called])] = &[
    (
        "audience",
        &[
            ("children-6-10", &["trẻ 6–10 tuổi", "trẻ em 6–10 tuổi", "học sinh tiểu học", "6–10"]),
            ("children-11-15", &["trẻ 11–15 tuổi", "trẻ em 11–15 tuổi", "học sinh thcs", "11–15"]),
            (
                "carers",
                &[
                    "người chăm sóc trẻ",
                    "cha mẹ",
                    "bố mẹ",
                    "ba mẹ",
                    "phụ huynh",
                    "gia đình",
                    "ông bà",
                ],
            ),
            ("teachers", &["thầy cô", "giáo viên", "thầy cô giáo"]),
            (
                "village",
                &["thôn, ấp", "thôn ấp", "cộng đồng", "thôn", "ấp", "khu phố", "người dân"],
            ),
        ],
    ),
    (
        "season",
        &[
            ("dry", &["mùa khô", "khô"]),
            ("summer", &["mùa hè", "hè"]),
            ("rains", &["mùa mưa", "mưa"]),
        ],
    ),
    (
        "leaflet",
        &[
            ("none", &["không", "không có"]),
            ("copier", &["tờ photo", "photo", "một tờ"]),
            ("trifold", &["gấp ba", "tờ gấp", "tờ gấp ba"]),
        ],
    ),
    (
        "status",
        &[
            ("draft-for-review", &["chờ duyệt", "bản nháp chờ duyệt", "nháp"]),
            ("approved", &["đã duyệt"]),
            ("published", &["đã xuất bản", "xuất bản"]),
            ("unreviewed", &["chưa duyệt", "chờ duyệt"]),
            ("planned", &["dự định", "sẽ có"]),
            ("verified", &["đã kiểm tra"]),
            ("awaits-expert", &["chờ chuyên gia"]),
        ],
    ),
    (
        "mode",
        &[("draft", &["nháp", "bản nháp"]), ("production", &["chính thức", "bản chính thức"])],
    ),
    ("stamp", &[("commune", &["xã", "xã, phường"])]),
    (
        "kind",
        &[
            ("phone", &["điện thoại", "số điện thoại"]),
            ("law", &["luật", "pháp luật"]),
            ("figure", &["số liệu", "con số"]),
            ("protocol", &["quy trình"]),
            ("programme", &["chương trình"]),
        ],
    ),
    (
        "grade",
        &[
            ("authority", &["cơ quan nhà nước", "nhà nước"]),
            ("institution", &["tổ chức", "viện"]),
            ("press", &["báo", "báo chí"]),
            ("weak", &["yếu"]),
        ],
    ),
    ("drafted_by", &[("machine", &["máy"]), ("person", &["người"])]),
    ("people", &[("none", &["không", "không có ai"]), ("yes", &["có"])]),
    (
        "shape",
        &[
            ("water", &["nước"]),
            ("home", &["nhà"]),
            ("self", &["thân thể", "bản thân"]),
            ("net", &["mạng"]),
        ],
    ),
    (
        "role",
        &[
            ("health", &["y tế"]),
            ("protection", &["bảo vệ trẻ em", "trẻ em"]),
            ("law", &["pháp luật", "luật", "tư pháp"]),
            ("language", &["ngôn ngữ"]),
            ("publication", &["xuất bản"]),
        ],
    ),
    ("discreet", YES),
    ("sign_off", YES),
];

const YES: &[Called] = &[("true", &["có", "yes"]), ("false", &["không", "no"])];

/// The fields of lessons, packs, facts and settings.
const FIELDS: &[Called] = &[
    ("title", &["tiêu đề", "tựa đề", "tên bài", "tên"]),
    ("subtitle", &["tiêu đề phụ"]),
    ("action", &["hành động", "việc làm", "việc cần làm"]),
    ("summary", &["tóm tắt"]),
    ("messages", &["thông điệp", "thông điệp chính"]),
    ("audience", &["đối tượng", "người đọc", "dành cho"]),
    ("facts", &["dữ kiện", "sự kiện"]),
    ("leaflet", &["tờ rơi"]),
    ("sources", &["nguồn"]),
    ("source", &["nguồn"]),
    ("review_by", &["duyệt lại trước", "ngày duyệt lại", "xem lại trước"]),
    ("revised", &["ngày sửa", "sửa ngày", "sửa lần cuối"]),
    ("figure", &["hình", "ảnh", "hình ảnh"]),
    ("file", &["tệp"]),
    ("alt", &["chữ thay ảnh", "mô tả"]),
    ("discreet", &["kín đáo"]),
    ("only_in", &["chỉ ở", "chỉ dùng ở"]),
    ("parked", &["gác lại", "tạm gác"]),
    ("season", &["mùa"]),
    ("review", &["duyệt"]),
    ("status", &["trạng thái"]),
    ("promise", &["lời hứa"]),
    ("shape", &["hình tượng trưng"]),
    ("lessons", &["bài", "các bài", "bài học"]),
    ("packs", &["chủ đề", "các chủ đề"]),
    ("languages", &["ngôn ngữ"]),
    ("formats", &["định dạng"]),
    ("issuer", &["đơn vị phát hành", "nơi phát hành", "cơ quan"]),
    ("licence", &["giấy phép"]),
    ("sample", &["nơi mẫu"]),
    ("signers", &["người ký"]),
    ("kind", &["loại"]),
    ("value", &["giá trị"]),
    ("says", &["nội dung", "nói gì"]),
    ("checked_on", &["ngày kiểm tra", "kiểm tra ngày"]),
    ("valid_from", &["từ ngày", "dùng từ ngày"]),
    ("valid_to", &["đến ngày", "dùng đến ngày"]),
];

/// What a word in small letters and without marks means, by what people call it.
type Meanings = BTreeMap<String, Vec<&'static str>>;

fn meanings(all: &'static [Called]) -> Meanings {
    let mut meanings = Meanings::new();
    for (key, words) in all {
        for word in words.iter().chain([key]) {
            meanings.entry(fold::key(word)).or_default().push(key);
        }
    }
    meanings
}

/// What people call a choice of a field.
pub fn words(field: &str, choice: &str) -> Option<&'static str> {
    choices(field).iter().find(|(key, _)| *key == choice)?.1.first().copied()
}

/// The choice of a field that a word means: by its own name in other letters, or in Vietnamese.
pub fn choice_meant<'c, T>(
    field: &str,
    typed: &str,
    choices: &'c [(&str, T)],
) -> Option<&'c (&'c str, T)> {
    static ALL: LazyLock<BTreeMap<&str, Meanings>> =
        LazyLock::new(|| CHOICES.iter().map(|(field, all)| (*field, meanings(all))).collect());
    let typed = fold::key(typed);
    let meant = ALL.get(field).and_then(|words| words.get(&typed));
    let is_meant = |choice: &str| meant.is_some_and(|meant| meant.contains(&choice));
    choices.iter().find(|(choice, _)| is_meant(choice) || fold::key(choice) == typed)
}

/// What people call a field.
pub fn field(name: &str) -> Option<&'static str> {
    FIELDS.iter().find(|(key, _)| *key == name)?.1.first().copied()
}

/// The first of some fields that a word means: by its own name in other letters, or in Vietnamese.
pub fn field_meant(typed: &str, fields: &[&'static str]) -> Option<&'static str> {
    static ALL: LazyLock<Meanings> = LazyLock::new(|| meanings(FIELDS));
    let typed = fold::key(typed);
    let meant = ALL.get(&typed);
    let is_meant = |field: &str| meant.is_some_and(|meant| meant.contains(&field));
    fields.iter().copied().find(|field| is_meant(field) || fold::key(field) == typed)
}

fn choices(field: &str) -> &'static [Called] {
    CHOICES.iter().find(|(name, _)| *name == field).map_or(&[], |(_, choices)| choices)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_choices_that_stand_in_one_list_are_called_the_same() {
        for (field, choices) in CHOICES {
            for (at, (key, words)) in choices.iter().enumerate() {
                for word in words.iter().chain([key]) {
                    let others = choices.iter().enumerate().filter(|(other, _)| *other != at);
                    let others: Vec<(&str, ())> = others.map(|(_, (key, _))| (*key, ())).collect();
                    let same: Vec<&str> =
                        choice_meant(field, word, &others).iter().map(|(key, ())| *key).collect();
                    // Reviews and languages have one field name and two lists.
                    let apart = ["draft-for-review", "unreviewed"];
                    let parted = apart.contains(key) && same.iter().all(|key| apart.contains(key));
                    assert!(same.is_empty() || parted, "{field}: {key}, {word}: {same:?}");
                }
            }
        }
    }
}
