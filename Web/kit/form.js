// All that a form is made of. Signing in takes only the core and the plain fields, so that the first page stays light.
export { Form, FormActions, FormErrors, useForm, valueAt, withValue } from "./form-core.js";
export { Field } from "./fields/field.js";
export { Checkbox, Choice, DateField, DateTimeField, NumberField, RadioGroup, TextArea, TextField } from "./fields/basic.js";
export { Ticks } from "./fields/ticks.js";
export { SearchSelect } from "./fields/search-select.js";
export { AreaPicker, OrganisationPicker, StaffPicker } from "./fields/pickers.js";
export { ClassPicker } from "./fields/class-picker.js";
export { FileField, PhotoField } from "./fields/files.js";
