//! `points.csv`: where leaflets and posters are brought.

use super::{Choice, Column, Kind, Table, Words, words};

/// The kinds of delivery points.
pub const KINDS: [Choice; 4] = [
    Choice::new("hamlet", "thôn, ấp, khu phố", "hamlet"),
    Choice::new("school", "trường", "school"),
    Choice::new("class", "lớp", "class"),
    Choice::new("board", "bảng tin", "notice board"),
];

/// What the counts of leaflets are for.
const LEAFLETS: Words = Words::new("Để tính số tờ cần in.", "To know how many leaflets to print.");

/// The table.
pub const TABLE: Table = Table {
    path: "content/places/points.csv",
    file: "points.csv",
    most: 200_000,
    title: Words::new("Điểm phát", "Delivery points"),
    keys: &["id"],
    columns: &[
        Column::new("id", Kind::Id, 22, Words::new("Mã điểm", "Id"), Words::NONE)
            .required()
            .example("mau-thon-1"),
        Column::new("place", Kind::Place, 22, Words::new("Nơi", "Place"), Words::NONE)
            .required()
            .example("xa-mau"),
        Column::new("kind", Kind::Choice(&KINDS), 14, Words::new("Loại", "Kind"), Words::NONE)
            .required()
            .example("hamlet"),
        Column::new("name", Kind::Text, 36, Words::new("Tên", "Name"), words::NAME)
            .required()
            .example("Thôn 1 (ví dụ)"),
        Column::new("households", Kind::Count, 10, Words::new("Số hộ", "Households"), LEAFLETS)
            .example("186"),
        Column::new("classes", Kind::Count, 10, Words::new("Số lớp", "Classes"), LEAFLETS)
            .example("0"),
        Column::new("pupils", Kind::Count, 12, Words::new("Số học sinh", "Pupils"), LEAFLETS)
            .example("0"),
        Column::new(
            "boards",
            Kind::Count,
            12,
            Words::new("Số bảng tin", "Notice boards"),
            Words::new("Để tính số áp phích cần in.", "To know how many posters to print."),
        )
        .example("2"),
    ],
};
