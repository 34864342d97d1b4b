//! `hazards.csv`: water that can drown a child.

use super::{Choice, Column, Kind, Table, Words, kind::STATES, words};

/// The kinds of dangerous water; phrases have their words as `hazard_…`.
const KINDS: Kind = Kind::Choice(&[
    Choice::new("river", "sông", "river"),
    Choice::new("stream", "suối", "stream"),
    Choice::new("reservoir", "hồ chứa", "reservoir"),
    Choice::new("dam", "đập", "dam"),
    Choice::new("irrigation", "công trình thủy lợi", "irrigation works"),
    Choice::new("works", "công trình đang thi công", "works under construction"),
    Choice::new("pond", "ao", "pond"),
    Choice::new("pit", "hố", "pit"),
    Choice::new("canal", "kênh", "canal"),
    Choice::new("well", "giếng", "well"),
    Choice::new("other", "khác", "other"),
]);

/// The poles are so many degrees from the equator.
pub const LATITUDE: u16 = 90;
/// So many degrees are half of the way around the earth.
pub const LONGITUDE: u16 = 180;

/// The table.
pub const TABLE: Table = Table {
    path: "content/places/hazards.csv",
    file: "hazards.csv",
    most: 200_000,
    title: Words::new("Nước sâu", "Deep water"),
    keys: &["id"],
    columns: &[
        Column::new(
            "id",
            Kind::Id,
            22,
            Words::new("Mã nước sâu", "Id"),
            Words::new("Ví dụ ho-thac-mo.", "For example ho-thac-mo."),
        )
        .required()
        .example("mau-ho-tuoi"),
        Column::new("place", Kind::Place, 22, Words::new("Nơi", "Place"), Words::NONE)
            .required()
            .example("xa-mau"),
        Column::new("kind", KINDS, 14, Words::new("Loại", "Kind"), Words::NONE)
            .required()
            .example("pit"),
        Column::new("name", Kind::Text, 30, Words::new("Tên", "Name"), words::NAME)
            .required()
            .example("Hố tưới thôn 2 (ví dụ)"),
        Column::new(
            "lat",
            Kind::Degrees { most: LATITUDE },
            11,
            Words::new("Vĩ độ", "Latitude"),
            Words::new("Có thì phải có cả kinh độ.", "The longitude is needed with it."),
        )
        .example("13.1126"),
        Column::new(
            "lon",
            Kind::Degrees { most: LONGITUDE },
            11,
            Words::new("Kinh độ", "Longitude"),
            Words::new("Có thì phải có cả vĩ độ.", "The latitude is needed with it."),
        )
        .example("110.2093"),
        Column::new(
            "depth_m",
            Kind::Number,
            11,
            Words::new("Sâu (mét)", "Depth (metres)"),
            Words::new("Độ sâu đã đo.", "The depth, as measured."),
        )
        .asked()
        .example("2.5"),
        Column::new(
            "sign",
            STATES,
            12,
            Words::new("Biển báo", "Sign"),
            Words::new("Có biển báo không.", "Whether there is a warning sign."),
        )
        .asked()
        .example("yes"),
        Column::new(
            "barrier",
            STATES,
            12,
            Words::new("Rào chắn", "Barrier"),
            Words::new("Có rào chắn không.", "Whether there is a barrier."),
        )
        .asked()
        .example("no"),
        Column::new(
            "responsible",
            Kind::Text,
            24,
            Words::new("Ai phụ trách", "Who sees to it"),
            Words::new("Ai lo biển và rào ở đây.", "Who sees to sign and barrier."),
        )
        .asked()
        .example("Trưởng thôn 2 (ví dụ)"),
        Column::new(
            "due",
            Kind::Day,
            14,
            Words::new("Hạn xong", "Due"),
            Words::new(
                "Hạn làm xong biển và rào.",
                "The day by which sign and barrier must stand.",
            ),
        )
        .example("2027-01-31"),
        Column::new(
            "seen_on",
            Kind::Day,
            14,
            Words::new("Ngày đi xem", "Seen on"),
            Words::new("Ngày đi xem lần cuối.", "The day on which somebody last went to look."),
        )
        .example("2026-11-20"),
        Column::new(
            "source",
            Kind::Text,
            24,
            Words::new("Nguồn", "Source"),
            Words::new("Ai thấy, ai cho biết.", "Who saw it, who told."),
        )
        .example("Ví dụ"),
        Column::new("note", Kind::Text, 30, Words::new("Ghi chú", "Note"), words::NOTE)
            .example("Bờ trơn."),
        Column::new(
            "note_en",
            Kind::Text,
            30,
            Words::new("Ghi chú tiếng Anh", "Note in English"),
            words::NOTE_EN,
        )
        .example("The bank is slippery."),
    ],
};
