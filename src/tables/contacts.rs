//! `contacts.csv`: whom to call in a place.

use super::{Choice, Column, Kind, Table, Words, words};
use crate::model::ContactRole;

/// The roles and what people call them.
pub const ROLES: Kind = Kind::Choice(&[
    Choice::new(ContactRole::Committee.key(), "ủy ban nhân dân", "people's committee"),
    Choice::new(ContactRole::Police.key(), "công an", "police"),
    Choice::new(ContactRole::HealthStation.key(), "trạm y tế", "health station"),
    Choice::new(ContactRole::Hospital.key(), "bệnh viện", "hospital"),
    Choice::new(ContactRole::ChildOfficer.key(), "cán bộ trẻ em", "child officer"),
    Choice::new(ContactRole::School.key(), "trường học", "school"),
]);

/// The one word of `scope`.
pub const BELOW: &str = "below";

/// The table.
pub const TABLE: Table = Table {
    path: "content/places/contacts.csv",
    file: "contacts.csv",
    // Six for each commune of the country are a tenth.
    most: 200_000,
    title: Words::new("Liên lạc", "Contacts"),
    keys: &["place", "role", "valid_from"],
    columns: &[
        Column::new("place", Kind::Place, 22, Words::new("Nơi", "Place"), Words::NONE)
            .required()
            .example("xa-mau"),
        Column::new("role", ROLES, 20, Words::new("Vai trò", "Role"), Words::NONE)
            .required()
            .example("police"),
        Column::new("name", Kind::Text, 30, Words::new("Tên gọi", "Name"), words::NAME)
            .example("Công an xã Mẫu (ví dụ)"),
        Column::new(
            "phone",
            Kind::Phone,
            18,
            Words::new("Số điện thoại", "Telephone"),
            Words::NONE,
        )
        .asked()
        .example("0000 000 002"),
        Column::new(
            "hours",
            Kind::Text,
            16,
            Words::new("Giờ nghe máy", "Hours"),
            Words::new("Ví dụ 24/7, hoặc 7:00–17:00.", "For example 24/7, or 7:00–17:00."),
        )
        .example("24/7"),
        Column::new("note", Kind::Text, 30, Words::new("Ghi chú", "Note"), words::NOTE)
            .example("Số ví dụ."),
        Column::new(
            "note_en",
            Kind::Text,
            30,
            Words::new("Ghi chú tiếng Anh", "Note in English"),
            words::NOTE_EN,
        )
        .example("Made-up number."),
        Column::new(
            "source",
            Kind::Text,
            24,
            Words::new("Ai cho số", "Who gave the number"),
            Words::new(
                "Người hoặc văn bản cho số này. Có số thì phải có ô này.",
                "The person or document that gave this number. Needed where there is a number.",
            ),
        )
        .example("Ủy ban nhân dân xã Mẫu"),
        Column::new(
            "checked_on",
            Kind::Day,
            14,
            Words::new("Ngày kiểm tra", "Checked on"),
            Words::new(
                "Ngày hỏi lại số này lần cuối. Có số thì phải có ô này.",
                "The day on which the number was last asked for. Needed where there is a number.",
            ),
        )
        .example("2026-11-23"),
        Column::new(
            "valid_from",
            Kind::Day,
            14,
            Words::new("Dùng từ ngày", "Used from"),
            Words::new("Ngày đầu dùng số này.", "The first day of this number."),
        )
        .example("2025-07-01"),
        Column::new(
            "valid_to",
            Kind::Day,
            14,
            Words::new("Dùng đến ngày", "Used until"),
            Words::new(
                "Số cũ thì điền ngày cuối, rồi thêm một hàng mới. Đừng xóa hàng.",
                "When a number ends, write its last day and add a new row. Delete no row.",
            ),
        )
        .example("2030-12-31"),
        Column::new(
            "scope",
            Kind::Choice(&[Choice::new(BELOW, "có", "yes")]),
            18,
            Words::new("Dùng cho cấp dưới", "Used below"),
            Words::new(
                "Chọn “có” nếu các đơn vị bên trong cũng gọi số này; không thì để trống.",
                "Choose “yes” if the units below may use this number too; if not, leave it empty.",
            ),
        )
        .optional()
        .example("below"),
    ],
};
