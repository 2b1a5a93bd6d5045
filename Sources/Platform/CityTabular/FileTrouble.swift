import CityCore
import Glibc

extension CityError {
    /// A failed call on a file, in words for whoever asked; the path and the system's code are for the log only.
    static func file(_ call: String, path: String, code: Int32) -> CityError {
        let detail: String = "\(call) \(path): errno \(code)"
        switch code {
        case ENOENT:
            return CityError(
                .notFound,
                "file.missing",
                Wording("找不到文件，请检查路径", "There is no such file; check the path"),
                detail: detail
            )
        case EACCES, EPERM, EROFS:
            return CityError(
                .forbidden,
                "file.not_permitted",
                Wording("没有读写该文件的权限，请检查文件权限", "The file may not be used; check its permissions"),
                detail: detail
            )
        case EISDIR, ENOTDIR:
            return CityError(
                .invalidArgument,
                "file.not_a_file",
                Wording("该路径不是文件，请指定一个文件", "The path is not a file; name a file"),
                detail: detail
            )
        case ENOSPC, EDQUOT, EFBIG:
            return CityError(
                .storageFull,
                "storage.full",
                Wording("磁盘空间不足，请清理后重试", "The disk is full; make room and try again"),
                detail: detail
            )
        default:
            return .fault(detail)
        }
    }
}
