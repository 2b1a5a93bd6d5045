import CityCore

extension CityError {
    static let mediaEmpty: CityError = CityError(
        .invalidArgument,
        "media.empty",
        Wording("文件是空的，请重新选择", "The file is empty; please choose it again")
    )

    static func mediaType(accepting families: Set<MediaFamily>) -> CityError {
        let accepted: [MediaFamily] = MediaFamily.allCases.filter(families.contains)
        let zh: String = accepted.map(\.formats.zh).joined(separator: "；")
        let en: String = accepted.map(\.formats.en).joined(separator: ", or ")
        return CityError(
            .unsupportedMedia,
            "media.type",
            Wording("无法识别这个文件，请上传：\(zh)", "This file is not of a kind that can be used here; please send \(en)")
        )
    }

    static let mediaHEIC: CityError = CityError(
        .unsupportedMedia,
        "media.heic",
        Wording(
            "暂不支持 HEIC 照片。请在手机“设置 > 相机 > 格式”中选择“兼容性最佳”，或另存为 JPEG 后再上传",
            "HEIC photos are not supported. Choose “Most Compatible” in the phone's camera settings, or save as JPEG"
        )
    )

    static let mediaAnimated: CityError = CityError(
        .unsupportedMedia,
        "media.animated",
        Wording("这是动画，不是照片，请上传静态照片", "This is an animation; please send a still photo")
    )

    static let mediaTruncated: CityError = CityError(
        .invalidArgument,
        "media.truncated",
        Wording("照片没有传完整，请重新上传", "The photo ends too early; please send it again")
    )

    static func mediaBroken(_ detail: String) -> CityError {
        CityError(
            .invalidArgument,
            "media.broken",
            Wording("照片文件已损坏，请换一张或重新拍摄", "The photo is damaged; please choose another or take it again"),
            detail: detail
        )
    }

    static func mediaTooLarge(byteCount: Int, limit: Int) -> CityError {
        let size: String = megabytes(byteCount)
        return CityError(
            .tooLarge,
            "media.too_large",
            Wording(
                "文件有 \(size) MB，超过 \(megabytes(limit)) MB 的上限，请压缩后再上传",
                "The file has \(size) MB, more than the \(megabytes(limit)) MB allowed; please send a smaller one"
            )
        )
    }

    static func mediaTooManyPixels(_ size: PixelSize, limits: MediaLimits) -> CityError {
        let shape: String = "\(size.width)×\(size.height)"
        return CityError(
            .tooLarge,
            "media.too_many_pixels",
            Wording(
                "照片尺寸 \(shape) 过大：边长不得超过 \(limits.sideMax)，总像素不得超过 \(limits.pixelsMax / 10_000) 万，请缩小后再上传",
                "The photo of \(shape) is too large: at most \(limits.sideMax) a side and \(limits.pixelsMax / 1_000_000) megapixels"
            )
        )
    }

    /// Rounded up to a tenth, so that a file just over the limit does not read as equal to it.
    private static func megabytes(_ count: Int) -> String {
        let tenths: Int = (count * 10 + (1 << 20) - 1) >> 20
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
