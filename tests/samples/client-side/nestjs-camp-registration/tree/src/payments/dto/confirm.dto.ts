import { IsObject, IsString, Length } from 'class-validator';

export class ConfirmDto {
  @IsObject()
  data: Record<string, unknown>;

  @IsString()
  secretToken: string;

  @Length(64, 64)
  hash: string;
}
