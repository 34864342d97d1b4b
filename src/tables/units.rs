//! `units.csv`: communes, wards, provinces, a row for each stretch of time.

use super::{Choice, Column, Kind, Table, Words};
use crate::model::{Kind as UnitKind, place::Hamlet};

const KINDS: Kind = Kind::Choice(&[
    Choice::new(UnitKind::Commune.word(), "xã", "commune"),
    Choice::new(UnitKind::Ward.word(), "phường", "ward"),
    Choice::new(UnitKind::SpecialZone.word(), "đặc khu", "special zone"),
    Choice::new(UnitKind::Township.word(), "thị trấn", "township"),
    Choice::new(UnitKind::District.word(), "huyện", "district"),
    Choice::new(UnitKind::Town.word(), "thị xã", "town"),
    Choice::new(UnitKind::City.word(), "thành phố", "city"),
    Choice::new(UnitKind::Province.word(), "tỉnh", "province"),
]);

const HAMLETS: Kind = Kind::Choice(&[
    Choice::new(Hamlet::Thon.word(), "thôn", "hamlet (thôn)"),
    Choice::new(Hamlet::Ap.word(), "ấp", "hamlet (ấp)"),
    Choice::new(Hamlet::KhuPho.word(), "khu phố", "quarter"),
    Choice::new(Hamlet::ToDanPho.word(), "tổ dân phố", "residential group"),
]);

/// The table.
pub const TABLE: Table = Table {
    path: "content/places/units.csv",
    file: "units.csv",
    // Every commune that there is or was takes half of them; each is known by several names.
    most: 30_000,
    title: Words::new("Đơn vị", "Units"),
    keys: &["id", "valid_from"],
    columns: &[
        Column::new("id", Kind::Id, 26, Words::new("Mã", "Id"), Words::NONE)
            .required()
            .example("xa-mau-cu"),
        Column::new(
            "valid_from",
            Kind::Day,
            14,
            Words::new("Có từ ngày", "First day"),
            Words::new("Trống: có từ trước khi ghi chép.", "Empty: since before our records."),
        )
        .example("2020-01-01"),
        Column::new(
            "valid_to",
            Kind::Day,
            14,
            Words::new("Có đến ngày", "Last day"),
            Words::new("Trống: còn đến nay.", "Empty: it stands today."),
        )
        .example("2025-06-30"),
        Column::new(
            "code",
            Kind::Code,
            12,
            Words::new("Mã thống kê", "Statistics code"),
            Words::new("Mã của cơ quan thống kê, nếu biết.", "Code of the statistics office, if known."),
        )
        .example("99999"),
        Column::new(
            "name",
            Kind::Text,
            24,
            Words::new("Tên", "Name"),
            Words::new("Chỉ tên, không có chữ xã hay phường.", "The name without its kind."),
        )
        .required()
        .example("Mẫu Cũ"),
        Column::new("kind", KINDS, 14, Words::new("Cấp", "Kind"), Words::NONE)
            .required()
            .example("xã"),
        Column::new(
            "parent",
            Kind::Place,
            22,
            Words::new("Thuộc về", "Lies in"),
            Words::new("Đơn vị cấp trên.", "The unit that it lies in."),
        )
        .example("dong-nai"),
        Column::new(
            "successors",
            Kind::Places,
            30,
            Words::new("Nhập vào", "Went into"),
            Words::new("Đơn vị mới mà đơn vị này nhập vào.", "The new unit that it went into."),
        )
        .example("xa-mau"),
        Column::new(
            "hamlet",
            HAMLETS,
            16,
            Words::new("Thôn gọi là", "Its parts are called"),
            Words::new(
                "Nơi này gọi là thôn, ấp, khu phố hay tổ dân phố. Chưa rõ thì để trống, đừng đoán theo cấp.",
                "What people there call the parts of the unit. Leave it empty while unknown; the kind does not tell.",
            ),
        )
        .optional()
        .example("thôn"),
    ],
};
